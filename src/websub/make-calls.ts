// Takes calls from the queue and makes them, several hosts at once and each host by itself. Any number
// of replicas may do so.

import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { announce } from "./announce.ts";
import { type Call, claimCall, releaseCall } from "./call-store.ts";
import { deliver } from "./deliver.ts";
import { tellDenied } from "./deny.ts";
import type { Hubbing } from "./hubbing.ts";
import { verify } from "./verify.ts";

/** Many, since hosts that never answer hold up so many. */
const concurrency = 16;
/** While calls are under way, and fewer than may be, the queue is looked at again after so long. */
const idleMs = 250;

const makers: Readonly<Record<Call["kind"], (hubbing: Hubbing, call: Call) => Promise<void>>> = {
  verify,
  deliver,
  deny: tellDenied,
  publish: announce,
};

/** Makes whatever calls are due until none is, or `signal` is aborted. Gives how many it made. */
export async function makeCalls(
  hubbing: Hubbing,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const running = new Set<Promise<void>>();
  let made = 0;
  try {
    while (!signal?.aborted) {
      const call = running.size < concurrency ? await claim(hubbing) : null;
      if (call) {
        made += 1;
        const run = make(hubbing, call, signal).finally(() => running.delete(run));
        running.add(run);
      } else if (running.size === 0) break;
      // While some are slow, others may become due.
      else await Promise.race([...running, pause(idleMs, undefined, { ref: false })]);
    }
  } finally {
    await Promise.all(running);
  }
  return made;
}

function claim({ db, clock, leaseSeconds: seconds = 60 }: Hubbing): Promise<Call | null> {
  return claimCall(db, { token: randomUUID(), seconds, now: clock() });
}

/** Never rejects: a fault of ours holds up neither the others nor, once its lease is over, the call. */
async function make(hubbing: Hubbing, call: Call, signal: AbortSignal | undefined): Promise<void> {
  try {
    await makers[call.kind](hubbing, call);
  } catch (err) {
    // A server that is closing serves no more feeds. Where giving back fails, the lease runs out.
    if (signal?.aborted) return releaseCall(hubbing.db, call).catch(() => {});
    hubbing.log.error({ err, kind: call.kind, host: call.host }, "websub call failed");
  }
}
