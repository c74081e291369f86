// What somebody is told who comes second.

import { Problem } from "#base/problem.ts";
import type { Claim, KeptClaim } from "./claim-store.ts";

export function claimedProblem(claim: Claim): Problem {
  const { subject, actorName, until } = claim;
  const detail = `${actorName} has ${subject} in hand until ${until}, or longer; wait, ask them, or take it over.`;
  return new Problem("claimed", detail, { extra: holderOf(claim) });
}

/** `kept` is who has the subject, or had it last. */
export function lostProblem(subject: string, token: number, kept: KeptClaim | undefined): Problem {
  const by = kept?.isLive ? `: ${kept.actorName} has it now` : "";
  const detail = `Claim ${token} on ${subject} is not yours any more${by}. Load it again before you go on.`;
  return new Problem("claim-lost", detail, kept?.isLive ? { extra: holderOf(kept) } : {});
}

function holderOf({ actor, actorName, until }: Claim): Record<string, unknown> {
  return { holder: actor, holder_name: actorName, until: until.toString() };
}
