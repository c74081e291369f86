import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { addAudit } from "#editors/audit.ts";
import type { Actor } from "#http/actor.ts";
import { type Candidate, findCandidate, markDecided } from "./store.ts";

/**
 * Decides a new candidate and records who did it. Run inside a transaction.
 * Problems: not-found; wrong-state, with the state that somebody else has given it.
 */
export async function decideCandidate(
  db: Db,
  clock: Clock,
  actor: Actor,
  id: number,
  decision: { state: "accepted" | "rejected"; reason: string | null },
): Promise<Candidate> {
  const at = clock();
  const decided = await markDecided(db, id, { ...decision, by: actor.id, at });
  if (!decided) throw await whyNot(db, id);
  await addAudit(db, {
    at,
    actor,
    act: decision.state === "accepted" ? "accept" : "reject",
    subject: `candidate:${id}`,
    before: { state: "new" },
    after: { state: decision.state },
    ...(decision.reason === null ? {} : { reason: decision.reason }),
  });
  return decided;
}

/** Rejecting: the story will not come back, also when its source changes it. */
export function rejectCandidate(
  db: Db,
  clock: Clock,
  actor: Actor,
  id: number,
  reason: string | null,
): Promise<Candidate> {
  return db.transaction((db) =>
    decideCandidate(db, clock, actor, id, { state: "rejected", reason }),
  );
}

async function whyNot(db: Db, id: number): Promise<Problem> {
  const found = await findCandidate(db, id);
  if (!found) return new Problem("not-found", `There is no candidate ${id}.`);
  const by = found.decidedBy ? ` by ${found.decidedBy}` : "";
  return new Problem("wrong-state", `Candidate ${id} is already ${found.state}${by}.`, {
    extra: { state: found.state, decided_by: found.decidedBy },
  });
}
