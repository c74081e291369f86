import { eq } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { keepsakes } from "./table.ts";

/** The value kept under the name; `fresh` where there is none yet. Of two that start at once, one wins. */
export async function keep(db: Db, name: string, fresh: string): Promise<string> {
  await db.insert(keepsakes).values({ name, value: fresh }).onConflictDoNothing();
  const [kept] = await db.select().from(keepsakes).where(eq(keepsakes.name, name));
  return kept?.value ?? fresh;
}
