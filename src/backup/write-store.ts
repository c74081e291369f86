// Filling an empty database, inside one transaction.

import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";

/** Whether the table has a row. */
export async function hasRows(db: Db, table: string): Promise<boolean> {
  const found = await rows(db, sql`select 1 from ${sql.identifier(table)} limit 1`);
  return found.length > 0;
}

/** `jsons` are rows with these columns; the database turns each value back into its own type. */
export async function addRows(
  db: Db,
  table: string,
  columns: readonly string[],
  jsons: readonly string[],
): Promise<void> {
  const name = sql.identifier(table);
  const list = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  await db.execute(sql`insert into ${name} (${list}) overriding system value
    select ${list} from json_populate_recordset(null::${name}, ${`[${jsons.join(",")}]`}::json)`);
}

/** What comes next is what came next where the backup was made. */
export async function setSequence(
  db: Db,
  { table, column, last, called }: { table: string; column: string; last: string; called: boolean },
): Promise<void> {
  await db.execute(
    sql`select setval(pg_get_serial_sequence(quote_ident(${table}), ${column}),
      ${last}::bigint, ${called}::boolean)`,
  );
}

/**
 * Nothing is mailed by itself of what the backed-up server may have mailed after the backup: issues
 * under way are paused, for an editor to go on with or to cancel. Their ids.
 */
export async function pauseIssues(db: Db, now: Temporal.Instant): Promise<string[]> {
  const paused = await rows<{ id: string }>(
    db,
    sql`with paused as (
        update issue set state = 'paused' where state in ('approved', 'sending') returning id),
      told as (
        insert into audit (at, actor, actor_name, act, subject, reason)
        select ${now.toString()}::timestamptz, 'restore', 'restore', 'pause-issue', 'issue:' || id,
          'restored from a backup' from paused)
      select id from paused order by id`,
  );
  return paused.map(({ id }) => id);
}

/** Slots from before now are not caught up: their issues may have gone out after the backup. */
export async function forgetSlots(db: Db, now: Temporal.Instant): Promise<void> {
  await db.execute(sql`update job set since = greatest(since, ${now.toString()}::timestamptz)`);
}
