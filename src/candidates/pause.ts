import type { Clock } from "#base/clock.ts";
import type { Db } from "#db/types.ts";
import { addAudit } from "#editors/audit.ts";
import type { Actor } from "#http/actor.ts";
import { requireSource } from "#sources/require-source.ts";
import { type PolledSource, setPause } from "#sources/store.ts";

/** Stops polling a source, or wakes it to be polled at once. Throws Problem "not-found". */
export function pauseSource(
  db: Db,
  clock: Clock,
  actor: Actor,
  id: string,
  act: "pause" | "resume",
): Promise<PolledSource> {
  return db.transaction(async (db) => {
    await requireSource(db, id);
    const at = clock();
    const pause = act === "pause" ? { at, why: `paused by ${actor.name}` } : null;
    await setPause(db, id, pause, at);
    await addAudit(db, { at, actor, act: `${act}-source`, subject: `source:${id}` });
    return requireSource(db, id);
  });
}
