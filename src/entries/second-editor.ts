import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { listAudit } from "#editors/audit.ts";
import type { Actor } from "#http/actor.ts";
import type { Entry } from "./store.ts";

/** The acts that write a text; `autosave` is the one that was saved for whoever lost the claim. */
const writing = ["draft", "correct", "edit", "autosave"];

/** Problem not-allowed for whoever wrote the text last, whether it is an entry's or a correction's. */
export async function checkSecondEditor(db: Db, { id }: Entry, actor: Actor): Promise<void> {
  const trail = await listAudit(db, `entry:${id}`);
  const writers = trail.filter(({ act }) => writing.includes(act));
  if (writers.at(-1)?.actor !== actor.id) return;
  throw new Problem("not-allowed", "You wrote this text; somebody else must approve it.");
}
