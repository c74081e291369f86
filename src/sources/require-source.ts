import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { findSource, type PolledSource } from "./store.ts";

/** Throws Problem "not-found". */
export async function requireSource(db: Db, id: string): Promise<PolledSource> {
  const found = await findSource(db, id);
  if (!found) throw new Problem("not-found", `There is no source ${id}.`);
  return found;
}
