// Who has a stack or an entry in hand: a lease of fifteen minutes, renewed by activity, on a subject
// such as stack:12. Its token rises with each new holder, so that what was written under an older one
// is told from the present holder's. Whatever takes, renews, checks or gives back runs inside the
// caller's transaction and locks the row, so that of a theft and a save one comes second. Who checks
// several subjects does so in one order, else two wait for each other.

import type { Db } from "#db/types.ts";
import type { Actor } from "#http/actor.ts";
import { claimedProblem, lostProblem } from "./claim-problem.ts";
import {
  addClaim,
  type Claim,
  type Holder,
  type KeptClaim,
  listLiveClaims,
  lockClaim,
  markClaimed,
  markReleased,
  markRenewed,
} from "./claim-store.ts";
import { tellClaimed, tellReleased, tellRenewed } from "./claim-trail.ts";

export type { Claim } from "./claim-store.ts";

/** `lost` is the claim of another that was stolen, or that ran out without being given back. */
export type Taken = { claim: Claim; lost: Claim | null };

/**
 * Takes what is free, has run out or was given back, under a new token; renews what is the actor's
 * own. What another holds is taken with `steal` only. Problem claimed tells `holder` and `until`.
 */
export async function takeClaim(
  db: Db,
  actor: Actor,
  subject: string,
  { steal = false, reason }: { steal?: boolean; reason?: string } = {},
): Promise<Taken> {
  const holder: Holder = { subject, actor: actor.id, actorName: actor.name };
  const added = await addClaim(db, holder);
  if (added) return { claim: await tellClaimed(db, added, added.claimedAt), lost: null };
  const kept = await lockClaim(db, subject);
  if (!kept) throw new Error(`the claim on ${subject} is neither there nor to be added`);
  if (isOwn(kept, actor)) return { claim: await renew(db, kept), lost: null };
  if (kept.isLive && !steal) throw claimedProblem(kept);
  const lost = kept.isReleased ? null : kept;
  const claim = await markClaimed(db, holder);
  return { claim: await tellClaimed(db, claim, kept.at, lost, reason), lost };
}

/** A sign of life of the holder; null where the actor is it no more. */
export async function renewClaim(db: Db, actor: Actor, subject: string): Promise<Claim | null> {
  const kept = await lockClaim(db, subject);
  return kept && isOwn(kept, actor) ? renew(db, kept) : null;
}

/** Gives back what is the actor's own; false, and without effect, where it is not. */
export async function releaseClaim(db: Db, actor: Actor, subject: string): Promise<boolean> {
  const kept = await lockClaim(db, subject);
  if (!kept || !isOwn(kept, actor)) return false;
  await markReleased(db, subject);
  await tellReleased(db, kept);
  return true;
}

/**
 * Before a change to the subject. Problem claimed where another holds it; claim-lost where `token`,
 * under which the change was prepared, is not the actor's any more. Renews the actor's own claim and
 * gives it; null where nobody holds it.
 */
export async function checkClaim(
  db: Db,
  actor: Actor,
  subject: string,
  { token }: { token?: number | undefined } = {},
): Promise<Claim | null> {
  const kept = await lockClaim(db, subject);
  const isPresent = kept?.actor === actor.id && kept.token === token;
  if (token !== undefined && !isPresent) throw lostProblem(subject, token, kept);
  if (!kept || kept.isReleased) return null;
  if (isOwn(kept, actor)) return renew(db, kept);
  if (kept.isLive) throw claimedProblem(kept);
  return null;
}

/** Who holds it now. */
export async function findClaim(db: Db, subject: string): Promise<Claim | null> {
  const [found] = await listLiveClaims(db, [subject]);
  return found ?? null;
}

/** Those of the subjects that somebody holds now. */
export function listClaims(db: Db, subjects: readonly string[]): Promise<Claim[]> {
  return listLiveClaims(db, subjects);
}

/** Also when its time has run out, as long as nobody else has taken it. */
function isOwn(kept: KeptClaim, actor: Actor): boolean {
  return kept.actor === actor.id && !kept.isReleased;
}

/** At most once a minute: each renewal is an event to all open desks. */
async function renew(db: Db, kept: KeptClaim): Promise<Claim> {
  if (!kept.isAgeing) return kept;
  return tellRenewed(db, await markRenewed(db, kept.subject), kept.at);
}
