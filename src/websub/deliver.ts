// Content distribution, W3C WebSub §7: the feed as it is now, to one subscriber.

import type { Db } from "#db/types.ts";
import { linkHeader } from "#http/link-header.ts";
import { type Called, isOk } from "#net/call-once.ts";
import { type Call, deferCall, endCall } from "./call-store.ts";
import { denySubscriber } from "./deny.ts";
import type { Content, Hubbing } from "./hubbing.ts";
import { outcomeText } from "./outcome-text.ts";
import { isGivenUp, retryAt } from "./retry.ts";
import { signatureOf } from "./signature.ts";
import {
  dropSubscription,
  findSubscription,
  markDelivered,
  markFailing,
  type Subscription,
} from "./subscription-store.ts";

/**
 * What is noted after the answer is lost when the process dies in between: then the same content goes
 * out once more. A subscriber may get a feed twice, and misses none.
 */
export async function deliver(hubbing: Hubbing, call: Call): Promise<void> {
  const { db, clock, topics } = hubbing;
  const subscription = await findSubscription(db, call);
  if (!subscription || isOver(subscription, clock()))
    return void (await endCall(db, call, clock()));
  const content = await topics.read(call.topic);
  if (!content) {
    const now = clock();
    return db.transaction(async (db) => {
      if ((await endCall(db, call, now)) !== "lost") await denySubscriber(db, subscription, now);
    });
  }
  // A delivery that was under way took it along already.
  if (content.etag === subscription.deliveredEtag) return void (await endCall(db, call, clock()));
  const called = await send(hubbing, subscription, content);
  await db.transaction((db) => settle({ ...hubbing, db }, call, subscription, content, called));
}

function isOver({ expiresAt }: Subscription, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(expiresAt, now) <= 0;
}

function send(
  { hub, url, send }: Hubbing,
  { callback, topic, secret }: Subscription,
  { bytes, contentType }: Content,
): Promise<Called> {
  const headers = {
    "content-type": contentType,
    link: linkHeader(hub.address ?? "", url + topic),
    ...(secret !== null && { "x-hub-signature": signatureOf(bytes, secret) }),
  };
  return send({ method: "POST", url: callback, headers, body: bytes });
}

async function settle(
  { db, clock, log }: Hubbing,
  call: Call,
  subscription: Subscription,
  { etag }: Content,
  called: Called,
): Promise<void> {
  const now = clock();
  const outcome = outcomeText(called);
  const told = { host: call.host, topic: call.topic, outcome };
  const status = called.outcome === "answer" ? called.status : 0;
  if (isOk(status)) {
    if ((await endCall(db, call, now)) === "lost") return;
    await markDelivered(db, subscription, { etag, outcome, now });
    return log.debug(told, "websub content delivered");
  }
  const retryAfter = called.outcome === "answer" ? called.retryAfter : null;
  if (!(await deferCall(db, call, retryAt(now, call.attempt, retryAfter)))) return;
  const since = await markFailing(db, subscription, { outcome, now });
  // §7: a callback that answers 410 Gone wants no more.
  if (status !== 410 && !isGivenUp(since, now)) return log.info(told, "websub content not taken");
  await end(db, subscription);
  log.warn({ ...told, since: since.toString() }, "websub subscription ended");
}

/** Unless it was renewed while it was being called. */
async function end(db: Db, subscription: Subscription): Promise<void> {
  const { expiresAt } = (await findSubscription(db, subscription)) ?? {};
  if (expiresAt?.equals(subscription.expiresAt)) await dropSubscription(db, subscription);
}
