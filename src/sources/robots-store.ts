import { eq } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { robots } from "./table.ts";

export type KeptRobots = typeof robots.$inferSelect;

export async function findRobots(db: Db, origin: string): Promise<KeptRobots | undefined> {
  const [found] = await db.select().from(robots).where(eq(robots.origin, origin));
  return found;
}

export async function setRobots(db: Db, kept: KeptRobots): Promise<void> {
  await db.insert(robots).values(kept).onConflictDoUpdate({ target: robots.origin, set: kept });
}
