import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { stackLinks } from "./table.ts";

export type Link = typeof stackLinks.$inferSelect;
export type LinkKind = Link["kind"];

/** Two candidates in the order in which the table has them. */
export function pairOf(one: number, other: number): { a: number; b: number } {
  return { a: Math.min(one, other), b: Math.max(one, other) };
}

/** The last word of an editor counts. */
export async function setLinks(db: Db, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return;
  await db
    .insert(stackLinks)
    .values([...links])
    .onConflictDoUpdate({
      target: [stackLinks.a, stackLinks.b],
      set: { kind: sql`excluded.kind`, by: sql`excluded.by`, at: sql`excluded.at` },
    });
}

export async function findLink(
  db: Db,
  { a, b }: { a: number; b: number },
): Promise<Link | undefined> {
  const [found] = await db
    .select()
    .from(stackLinks)
    .where(and(eq(stackLinks.a, a), eq(stackLinks.b, b)));
  return found;
}

export async function removeLink(db: Db, { a, b }: { a: number; b: number }): Promise<void> {
  await db.delete(stackLinks).where(and(eq(stackLinks.a, a), eq(stackLinks.b, b)));
}

/** All links that one of the candidates has. */
export async function listLinks(db: Db, candidates: readonly number[]): Promise<Link[]> {
  if (candidates.length === 0) return [];
  const ids = [...candidates];
  return db
    .select()
    .from(stackLinks)
    .where(or(inArray(stackLinks.a, ids), inArray(stackLinks.b, ids)));
}
