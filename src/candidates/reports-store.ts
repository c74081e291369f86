import { asc, eq, inArray, or } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { Candidate } from "./store.ts";
import { candidates } from "./table.ts";

/** Those of the numbers and those of the stack, each once, in the order in which they came in. */
export async function listReports(
  db: Db,
  { ids, stackId, limit }: { ids: readonly number[]; stackId: number | null; limit: number },
): Promise<Candidate[]> {
  if (ids.length === 0 && stackId === null) return [];
  return db
    .select()
    .from(candidates)
    .where(
      or(
        ids.length === 0 ? undefined : inArray(candidates.id, [...ids]),
        stackId === null ? undefined : eq(candidates.stackId, stackId),
      ),
    )
    .orderBy(asc(candidates.id))
    .limit(limit);
}
