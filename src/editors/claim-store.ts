// The SQL of claims. Leases are reckoned by the database's clock: the clocks of replicas differ.

import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { claims } from "./table.ts";

export type Claim = typeof claims.$inferSelect;
export type Holder = Pick<Claim, "subject" | "actor" | "actorName">;

/** A row with what the database's clock says of it. */
export type KeptClaim = Claim & {
  at: Temporal.Instant;
  /** Its holder has it in hand. */
  isLive: boolean;
  /** It was given back and did not run out: `markReleased` leaves no time between the two ends. */
  isReleased: boolean;
  /** A renewal would gain a minute or more. */
  isAgeing: boolean;
};

// now() is the start of a transaction that may have waited for the row.
const now = sql<Temporal.Instant>`clock_timestamp()`;
const leaseEnd = sql<Temporal.Instant>`clock_timestamp() + interval '15 minutes'`;

/** The row, locked until the transaction ends, so that of two acts one comes second. */
export async function lockClaim(db: Db, subject: string): Promise<KeptClaim | undefined> {
  const [found] = await db
    .select({
      claim: claims,
      at: now.mapWith(claims.until),
      isLive: sql<boolean>`${claims.until} > ${now}`,
      isReleased: sql<boolean>`${claims.until} <= ${claims.claimedAt}`,
      isAgeing: sql<boolean>`${claims.until} < ${now} + interval '14 minutes'`,
    })
    .from(claims)
    .where(eq(claims.subject, subject))
    .for("update");
  return found && { ...found.claim, ...found };
}

/** The first claim there ever was; null where somebody else came first. */
export async function addClaim(db: Db, holder: Holder): Promise<Claim | null> {
  const [added] = await db
    .insert(claims)
    .values({ ...holder, token: 1, claimedAt: now, until: leaseEnd })
    .onConflictDoNothing()
    .returning();
  return added ?? null;
}

/** A new holder of a locked row. */
export function markClaimed(db: Db, { subject, actor, actorName }: Holder): Promise<Claim> {
  const token = sql<number>`${claims.token} + 1`;
  return mark(db, subject, { actor, actorName, token, claimedAt: now, until: leaseEnd });
}

/** The same holder for longer. */
export function markRenewed(db: Db, subject: string): Promise<Claim> {
  return mark(db, subject, { until: leaseEnd });
}

export function markReleased(db: Db, subject: string): Promise<Claim> {
  return mark(db, subject, { until: sql<Temporal.Instant>`${claims.claimedAt}` });
}

/** Those that are held now. */
export async function listLiveClaims(db: Db, subjects: readonly string[]): Promise<Claim[]> {
  if (subjects.length === 0) return [];
  return db
    .select()
    .from(claims)
    .where(and(inArray(claims.subject, [...subjects]), gt(claims.until, now)))
    .orderBy(claims.subject);
}

type Set = { [Name in keyof Claim]?: Claim[Name] | ReturnType<typeof sql<Claim[Name]>> };

async function mark(db: Db, subject: string, set: Set): Promise<Claim> {
  const [marked] = await db.update(claims).set(set).where(eq(claims.subject, subject)).returning();
  if (!marked) throw new Error(`no claim on ${subject} to mark`);
  return marked;
}
