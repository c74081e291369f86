// With a hub elsewhere: it is told which feed has changed, and fetches it. WebSub leaves that between
// publisher and hub; this is what PubSubHubbub 0.3 had, §7.1, and what public hubs take.

import { isOk } from "#net/call-once.ts";
import { type Call, deferCall, endCall } from "./call-store.ts";
import type { Hubbing } from "./hubbing.ts";
import { outcomeText } from "./outcome-text.ts";
import { retryAt } from "./retry.ts";

const tries = 12;

export async function announce(hubbing: Hubbing, call: Call): Promise<void> {
  const { db, clock, log, url } = hubbing;
  const body = new URLSearchParams({ "hub.mode": "publish", "hub.url": url + call.topic });
  const called = await hubbing.send({
    ...{ method: "POST", url: call.callback, body: body.toString() },
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  const isTaken = called.outcome === "answer" && isOk(called.status);
  if (isTaken || call.attempt >= tries) await endCall(db, call, clock());
  else await deferCall(db, call, retryAt(clock(), call.attempt));
  if (!isTaken)
    log.warn({ topic: call.topic, outcome: outcomeText(called) }, "websub hub not told");
}
