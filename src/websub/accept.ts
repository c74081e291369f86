// A subscriber's request is taken, or refused at once; its callback is asked afterwards.

import { Problem } from "#base/problem.ts";
import { addCall } from "./call-store.ts";
import type { Hubbing } from "./hubbing.ts";
import { type Asked, readAsked } from "./request.ts";
import { countLoad, findSubscription, type Load } from "./subscription-store.ts";

/** `topics`: different feeds that are subscribed to, since each is looked at after a publication. */
const most = { subscriptions: 10_000, ofHost: 200, topics: 1_000 };

/** Throws Problem "bad-request", "not-found", "too-many-requests" or "unavailable". */
export async function acceptRequest(hubbing: Hubbing, form: URLSearchParams): Promise<void> {
  const { db, clock } = hubbing;
  const asked = readAsked(form, { ...hubbing, isTopic: hubbing.topics.isTopic });
  // Who renews or leaves adds nothing.
  if (!(await findSubscription(db, asked))) refuseOverload(await countLoad(db, asked), asked);
  await addCall(db, { kind: "verify", ...asked }, clock());
}

function refuseOverload({ total, ofHost, topics, knowsTopic }: Load, { host }: Asked): void {
  if (ofHost >= most.ofHost) {
    const detail = `${host} has ${ofHost} subscriptions, and a host may have ${most.ofHost}.`;
    throw new Problem("too-many-requests", detail);
  }
  if (total >= most.subscriptions || (topics >= most.topics && !knowsTopic)) {
    throw new Problem("unavailable", "This hub takes no more subscriptions now.");
  }
}
