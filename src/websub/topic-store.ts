// What feeds looked like when they were last looked at, and who is to hear that one has changed.

import { and, eq, gt, sql } from "drizzle-orm";
import { type Db, databaseNow, rows } from "#db/types.ts";
import { websubCalls, websubSubscriptions, websubTopics, websubWatch } from "./table.ts";

export type Watch = { token: string; number: number };
export type Look = { path: string; etag: string; number: number };

/**
 * Takes the watch, if there was a publication since feeds were last looked at. Null where there was
 * none or somebody looks. Publications from before the first watch are none.
 */
export async function claimWatch(db: Db): Promise<Watch | null> {
  const token = crypto.randomUUID();
  const [claimed] = await rows<{ number: string | number }>(
    db,
    sql`
    with now_at as (select coalesce((select number from publication where id = 1), 0) as number),
    begun as (
      insert into ${websubWatch} (id, number) select 1, number from now_at
      on conflict (id) do nothing
    )
    update ${websubWatch} w
    set token = ${token}::uuid, lease_until = ${databaseNow} + interval '1 minute'
    from now_at where w.id = 1 and w.number < now_at.number
      and (w.lease_until is null or w.lease_until <= ${databaseNow})
    returning now_at.number`,
  );
  return claimed ? { token, number: Number(claimed.number) } : null;
}

/** Ends the watch; where it is `done`, publications up to its number are known. */
export async function releaseWatch(db: Db, watch: Watch, done: boolean): Promise<void> {
  await db
    .update(websubWatch)
    .set({ token: null, leaseUntil: null, ...(done && { number: watch.number }) })
    .where(and(eq(websubWatch.id, 1), eq(websubWatch.token, watch.token)));
}

/** Feeds that somebody is subscribed to; of the others nothing is kept. */
export async function listWatched(db: Db, now: Temporal.Instant): Promise<string[]> {
  const live = gt(websubSubscriptions.expiresAt, now);
  const watched = db.select({ topic: websubSubscriptions.topic }).from(websubSubscriptions);
  await db.delete(websubTopics).where(sql`${websubTopics.path} not in (${watched.where(live)})`);
  const found = await db
    .selectDistinct({ topic: websubSubscriptions.topic })
    .from(websubSubscriptions)
    .where(live);
  return found.map(({ topic }) => topic);
}

/** What the feed was when the first subscribed: only what differs from it is told. */
export async function beginTopic(db: Db, look: Look): Promise<void> {
  await db.insert(websubTopics).values(look).onConflictDoNothing();
}

/**
 * Keeps what was seen. True where the feed differs from before: for one caller alone, and never for
 * one that looked before somebody else did.
 */
export async function noteLook(db: Db, { path, etag, number }: Look): Promise<boolean> {
  const [before] = await db
    .select()
    .from(websubTopics)
    .where(eq(websubTopics.path, path))
    .for("update");
  if (before && before.number >= number) return false;
  const noted = await db
    .insert(websubTopics)
    .values({ path, etag, number })
    .onConflictDoUpdate({
      target: websubTopics.path,
      set: { etag, number },
      setWhere: sql`${websubTopics.number} < ${number}`,
    })
    .returning({ path: websubTopics.path });
  return noted.length > 0 && before?.etag !== etag;
}

/**
 * A delivery for everybody who is subscribed. One that still waits takes the newer content along and
 * keeps its time: a callback that fails is not called sooner because more is published.
 */
export async function addDeliveries(db: Db, topic: string, now: Temporal.Instant): Promise<number> {
  const added = await rows(
    db,
    sql`
    insert into ${websubCalls} as c (kind, topic, callback, host, next_at)
    select 'deliver', s.topic, s.callback, s.host, ${now.toString()}::timestamptz
    from ${websubSubscriptions} s
    where s.topic = ${topic} and s.expires_at > ${now.toString()}::timestamptz
    on conflict (kind, topic, callback) do update set version = c.version + 1
    returning c.id`,
  );
  return added.length;
}
