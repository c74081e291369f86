// All the SQL of editors, but for what better-auth writes through its adapter.

import { and, asc, desc, eq, isNull, like, sql } from "drizzle-orm";
import { toDate } from "#base/clock.ts";
import type { Db } from "#db/types.ts";
import type { Role } from "#http/actor.ts";
import { apiKeys, audit, user, verification } from "./table.ts";

export type Person = typeof user.$inferSelect;
export type ApiKey = typeof apiKeys.$inferSelect;
export type AuditRow = typeof audit.$inferSelect;

/** Null where the address is taken. */
export async function addPersonRow(
  db: Db,
  person: { name: string; address: string; role: Role },
  now: Temporal.Instant,
): Promise<Person | null> {
  const [added] = await db
    .insert(user)
    .values({
      id: crypto.randomUUID(),
      name: person.name,
      email: person.address,
      role: person.role,
      createdAt: toDate(now),
      updatedAt: toDate(now),
    })
    .onConflictDoNothing()
    .returning();
  return added ?? null;
}

export async function findPersonByAddress(db: Db, address: string): Promise<Person | null> {
  const [found] = await db.select().from(user).where(eq(user.email, address));
  return found ?? null;
}

export async function listPersonRows(db: Db): Promise<Person[]> {
  return db.select().from(user).orderBy(asc(user.createdAt), asc(user.id));
}

/** Everybody, locked until the transaction ends, so that two demotions cannot cross. */
export async function lockPersonRows(db: Db): Promise<Person[]> {
  return db.select().from(user).orderBy(asc(user.id)).for("update");
}

export async function markRole(
  db: Db,
  id: string,
  role: Role,
  now: Temporal.Instant,
): Promise<Person | null> {
  const set = { role, updatedAt: toDate(now) };
  const [changed] = await db.update(user).set(set).where(eq(user.id, id)).returning();
  return changed ?? null;
}

export async function markAddress(db: Db, id: string, address: string): Promise<void> {
  await db.update(user).set({ email: address }).where(eq(user.id, id));
}

/** Kills the sign-in links of an address that are still out. */
export async function dropLinks(db: Db, address: string): Promise<void> {
  await db
    .delete(verification)
    .where(
      and(
        like(verification.identifier, "magic-link:%"),
        sql`${verification.value}::json ->> 'email' = ${address}`,
      ),
    );
}

export async function addKeyRow(db: Db, key: typeof apiKeys.$inferInsert): Promise<ApiKey> {
  const [added] = await db.insert(apiKeys).values(key).returning();
  if (!added) throw new Error("the key was not stored");
  return added;
}

/** A key that still holds. */
export async function findKeyByHash(db: Db, hash: string): Promise<ApiKey | null> {
  const [found] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)));
  return found ?? null;
}

export async function markKeyUsed(db: Db, id: string, now: Temporal.Instant): Promise<void> {
  await db.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id));
}

/** Newest first; revoked ones too. */
export async function listKeyRows(db: Db): Promise<ApiKey[]> {
  return db.select().from(apiKeys).orderBy(desc(apiKeys.createdAt), asc(apiKeys.id));
}

/** Null where there is no such key, or it was revoked before. */
export async function markKeyRevoked(
  db: Db,
  id: string,
  now: Temporal.Instant,
): Promise<ApiKey | null> {
  const [revoked] = await db
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning();
  return revoked ?? null;
}

export async function addAuditRows(
  db: Db,
  rows: readonly (typeof audit.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await db.insert(audit).values([...rows]);
}

/** Oldest first. */
export async function listAuditRows(db: Db, subject: string): Promise<AuditRow[]> {
  return db.select().from(audit).where(eq(audit.subject, subject)).orderBy(asc(audit.id));
}
