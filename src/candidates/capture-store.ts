import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { sources } from "#sources/table.ts";
import type { Candidate } from "./store.ts";
import { candidates } from "./table.ts";

/** The source of what editors add by its address. */
export const byHand = "by-hand";

/** The oldest candidate, of any source, whose story is at one of `urls`. */
export async function findByUrl(db: Db, urls: readonly string[]): Promise<Candidate | undefined> {
  const [found] = await db
    .select()
    .from(candidates)
    .where(inArray(candidates.url, [...urls]))
    .orderBy(asc(candidates.id))
    .limit(1);
  return found;
}

export async function findByIdentity(db: Db, identity: string): Promise<Candidate | undefined> {
  const [found] = await db
    .select()
    .from(candidates)
    .where(and(eq(candidates.sourceId, byHand), eq(candidates.identity, identity)));
  return found;
}

/**
 * Candidates point to a source, so editors' own have one too. It is born retired, has no poll state,
 * and so is neither polled nor listed, and the configuration's upsert leaves it alone.
 */
export async function addByHand(db: Db, now: Temporal.Instant): Promise<void> {
  await db
    .insert(sources)
    .values({
      id: byHand,
      name: "By hand",
      homepage: "",
      addresses: [],
      kind: "page",
      language: "und",
      zone: "UTC",
      terms: "Each story's publisher has its own.",
      active: false,
      reason: "Editors add its stories.",
      retiredAt: now,
    })
    .onConflictDoNothing();
}
