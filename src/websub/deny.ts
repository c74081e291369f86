// A subscription that is refused or ended by us: the subscriber is told so, W3C WebSub §5.2.

import type { Db } from "#db/types.ts";
import { addCall, type Call, deferCall, endCall } from "./call-store.ts";
import { withQuery } from "./callback.ts";
import type { Hubbing } from "./hubbing.ts";
import { retryAt } from "./retry.ts";
import { dropSubscription, type Subscription } from "./subscription-store.ts";

const gone = "The archive has no such feed any more.";
const tries = 3;

/** Ends the subscription, if there is one. To be called in a transaction. */
export async function denySubscriber(
  db: Db,
  { topic, callback, host }: Pick<Subscription, "topic" | "callback" | "host">,
  now: Temporal.Instant,
  reason = gone,
): Promise<void> {
  await dropSubscription(db, { topic, callback });
  await addCall(db, { kind: "deny", topic, callback, host, reason }, now);
}

/** What the callback answers makes no difference, but one that cannot take it is told again. */
export async function tellDenied({ db, clock, url, send }: Hubbing, call: Call): Promise<void> {
  const query = { "hub.mode": "denied", "hub.topic": url + call.topic };
  const address = withQuery(call.callback, { ...query, "hub.reason": call.reason ?? "" });
  const called = await send({ method: "GET", url: address, headers: {} });
  const isTold = called.outcome === "answer" && called.status < 500;
  if (isTold || call.attempt >= tries) await endCall(db, call, clock());
  else await deferCall(db, call, retryAt(clock(), call.attempt));
}
