// Verification of intent, W3C WebSub §5.3: whoever asked, only the callback itself can say yes.

import { randomBytes } from "node:crypto";
import { findPublication } from "#entries/published-store.ts";
import { type Called, isOk } from "#net/call-once.ts";
import { type Call, deferCall, endCall } from "./call-store.ts";
import { withQuery } from "./callback.ts";
import { denySubscriber } from "./deny.ts";
import type { Content, Hubbing } from "./hubbing.ts";
import { outcomeText } from "./outcome-text.ts";
import { retryAt } from "./retry.ts";
import { dropSubscription, putSubscription } from "./subscription-store.ts";
import { beginTopic } from "./topic-store.ts";

/** A callback that cannot be reached is asked so often; one that answers, once. */
const tries = 3;

export async function verify(hubbing: Hubbing, call: Call): Promise<void> {
  const { db, clock, log } = hubbing;
  const challenge = randomBytes(24).toString("base64url");
  const called = await hubbing.send({
    method: "GET",
    url: question(hubbing, call, challenge),
    headers: {},
  });
  if (called.outcome === "answer" && isOk(called.status) && called.text === challenge) {
    return confirm(hubbing, call);
  }
  const told = { host: call.host, mode: call.mode, outcome: outcomeText(called) };
  if (mayBeBack(called) && call.attempt < tries) {
    await deferCall(db, call, retryAt(clock(), call.attempt));
    log.info(told, "websub callback not reached");
    return;
  }
  await endCall(db, call, clock());
  log.info(told, "websub request not confirmed");
}

function question({ url }: Hubbing, call: Call, challenge: string): string {
  return withQuery(call.callback, {
    "hub.mode": call.mode ?? "",
    "hub.topic": url + call.topic,
    "hub.challenge": challenge,
    ...(call.mode === "subscribe" && { "hub.lease_seconds": String(call.seconds) }),
  });
}

function mayBeBack({ outcome }: Called): boolean {
  return outcome === "timeout" || outcome === "unreachable";
}

async function confirm(hubbing: Hubbing, call: Call): Promise<void> {
  const { db, log } = hubbing;
  // In this order: then the content is of that publication or of a later one.
  const { number } = await findPublication(db);
  const content = await hubbing.topics.read(call.topic);
  const isDone = await apply(hubbing, call, content, number);
  const { host, topic, mode } = call;
  if (isDone) log.info({ host, topic, mode }, "websub request confirmed");
}

/** False where a newer request has come in this one's place: then that one is asked about. */
async function apply(
  { db, clock }: Hubbing,
  call: Call,
  content: Content | null,
  number: number,
): Promise<boolean> {
  const now = clock();
  return db.transaction(async (db) => {
    if ((await endCall(db, call, now)) !== "ended") return false;
    if (call.mode === "unsubscribe") await dropSubscription(db, call);
    else if (content === null) await denySubscriber(db, call, now);
    else {
      await beginTopic(db, { path: call.topic, etag: content.etag, number });
      await putSubscription(db, call, now);
    }
    return true;
  });
}
