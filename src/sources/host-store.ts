import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import { type DatabaseTime, leaseSeconds, moment } from "./poll-store.ts";
import { hosts } from "./table.ts";

/** Takes a host for one request; false where it is held, or not to be asked yet. */
export async function takeHost(
  db: Db,
  host: string,
  token: string,
  at: DatabaseTime,
): Promise<boolean> {
  const now = moment(at);
  const until = sql`${now} + make_interval(secs => ${leaseSeconds})`;
  const taken = await rows(
    db,
    sql`
    insert into ${hosts} as h (id, next_slot_at, lease_until, lease_token)
    values (${host}, ${now}, ${until}, ${token})
    on conflict (id) do update set lease_until = ${until}, lease_token = ${token}
      where h.next_slot_at <= ${now} and (h.lease_until is null or h.lease_until <= ${now})
    returning h.id`,
  );
  return taken.length > 0;
}

export async function freeHost(
  db: Db,
  host: string,
  token: string,
  at: DatabaseTime,
  spacingSeconds: number,
): Promise<void> {
  await db.execute(sql`
    update ${hosts} set lease_until = null, lease_token = null,
      next_slot_at = greatest(next_slot_at, ${moment(at)} + make_interval(secs => ${spacingSeconds}))
    where id = ${host} and lease_token = ${token}`);
}
