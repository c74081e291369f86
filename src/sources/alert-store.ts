// Which sources want somebody's attention. The guarded UPDATE gives each change to one replica.

import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import { pollStates, sources } from "./table.ts";

export type AlertKind = "silent" | "selector-empty" | "gone";
export type Alert = { id: string; name: string; alert: AlertKind; detail: string | null };

/**
 * Raises what is to be raised and clears what has recovered, and gives both. Silent: nothing new for
 * ten times the usual gap between two arrivals, and for a day at least.
 */
export async function changeAlerts(
  db: Db,
  now: Temporal.Instant,
): Promise<{ raised: Alert[]; cleared: Alert[] }> {
  const at = sql`${now.toString()}::timestamptz`;
  const changed = await rows<Alert & { was: AlertKind | null; is: AlertKind | null }>(
    db,
    sql`
    with standing as (
      select p.source_id, p.alert as was, case
        when p.paused_at is not null and p.outcome = 'gone' then 'gone'
        when p.active and 'selector-empty' = any(p.flags) then 'selector-empty'
        when p.active and p.last_new_at is not null and p.gap is not null
          and extract(epoch from ${at} - p.last_new_at) > greatest(86400, 10 * p.gap) then 'silent'
      end as is
      from (
        select s.*, (
          select percentile_disc(0.5) within group (order by a - b)
          from (select a, lead(a) over (order by n) as b
                from unnest(s.arrivals) with ordinality as u(a, n)) gaps
          where b is not null) as gap
        from ${pollStates} s
        where s.active or s.paused_at is not null or s.alert is not null) p
    )
    update ${pollStates} p set alert = standing.is, alert_at = ${at}
    from standing, ${sources} s
    where p.source_id = standing.source_id and s.id = p.source_id
      and p.alert is not distinct from standing.was and standing.is is distinct from standing.was
    returning s.id, s.name, standing.was, standing.is, coalesce(standing.is, standing.was) as alert,
      p.detail`,
  );
  return {
    raised: changed.filter(({ is }) => is !== null),
    cleared: changed.filter(({ is }) => is === null),
  };
}

/** Takes a change back whose mail did not go out, so that the next look tells it again. */
export async function forgetAlert(
  db: Db,
  { id, alert }: Alert,
  kind: "raised" | "cleared",
): Promise<void> {
  const set = kind === "raised" ? null : alert;
  await db.execute(sql`update ${pollStates} set alert = ${set} where source_id = ${id}`);
}
