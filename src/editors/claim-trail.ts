// What the audit trail and the open desks are told of claims.

import type { Db } from "#db/types.ts";
import { addAudit } from "./audit.ts";
import type { Claim, KeptClaim } from "./claim-store.ts";
import { eventOf } from "./event-body.ts";
import { addEventRows } from "./event-store.ts";

/** `lost` is whose it was before: stolen, where it had not run out. */
export async function tellClaimed(
  db: Db,
  claim: Claim,
  at: Temporal.Instant,
  lost: KeptClaim | null = null,
  reason?: string,
): Promise<Claim> {
  await addAudit(db, {
    ...{ at, actor: actorOf(claim), subject: claim.subject },
    act: lost?.isLive ? "steal" : "claim",
    ...(lost
      ? { before: { ...shown(lost), holder: lost.actor, holder_name: lost.actorName } }
      : {}),
    after: shown(claim),
    ...(reason === undefined ? {} : { reason }),
  });
  return claim;
}

export async function tellReleased(db: Db, claim: KeptClaim): Promise<void> {
  const { at, subject } = claim;
  const before = shown(claim);
  await addAudit(db, { at, actor: actorOf(claim), act: "release", subject, before });
}

/** To open desks only: it is a sign of life and no act. */
export async function tellRenewed(db: Db, claim: Claim, at: Temporal.Instant): Promise<Claim> {
  const { subject, actor, actorName } = claim;
  const after = shown(claim);
  await addEventRows(db, [eventOf({ at, subject, act: "renew", actor, actorName, after })]);
  return claim;
}

function actorOf({ actor, actorName }: Claim): { id: string; name: string } {
  return { id: actor, name: actorName };
}

function shown({ token, until }: Claim): Record<string, unknown> {
  return { token, until: until.toString() };
}
