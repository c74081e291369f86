import { Problem, type ProblemType } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { findAutosave } from "./autosave-store.ts";
import { requireEntry } from "./change.ts";
import { textOf } from "./text.ts";

const refusals: readonly ProblemType[] = ["stale-version", "claimed", "claim-lost"];

/**
 * A save that is refused for another's sake tells `current`, the text as it is now, its `version`, and
 * `autosave`, what was written and not saved, so that whoever wrote can join the two.
 */
export async function tellTexts<T>(db: Db, ref: string, save: () => Promise<T>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof Problem) || !refusals.includes(error.type)) throw error;
    const entry = await requireEntry(db, ref);
    const autosave = await findAutosave(db, entry.id);
    const texts = { current: textOf(entry), autosave: autosave?.text ?? null };
    throw new Problem(error.type, error.message, {
      parts: error.parts,
      extra: { ...error.extra, version: entry.version, ...texts },
    });
  }
}
