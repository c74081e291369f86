// One turn of the sender. Several may run at once, on one machine or on many.

import { randomUUID } from "node:crypto";
import { type Delivery, suppressCancelled, suppressDeliveries } from "./delivery-store.ts";
import { askAgain, findIssue, finishIssues, type Issue, startIssues } from "./issue-store.ts";
import { isLate } from "./lateness.ts";
import {
  claimDeliveries,
  extendLease,
  type Lease,
  releaseClaims,
  sweepLeases,
} from "./lease-store.ts";
import type { DeliveryState } from "./ledger.ts";
import { openParcels } from "./parcel-store.ts";
import type { Sending } from "./sending.ts";
import { settleDelivery } from "./settle.ts";

export type { Sending } from "./sending.ts";

export type Turn = {
  /** How many deliveries came to each state. */
  settled: Partial<Record<DeliveryState, number>>;
  /** The server could not be reached, or a letter not be handed to it: rest a minute. */
  isUnreachable: boolean;
};

const concurrency = 4;
/** Few, so that a pause takes hold after a handful of mails. */
const claimAtOnce = 5;

/**
 * Sends what is due until nothing is, `signal` is aborted, or the server cannot be reached. Throws
 * where the database fails; what was claimed then is open again when its lease is over.
 */
export async function sendDue(sending: Sending, signal?: AbortSignal): Promise<Turn> {
  const { db, clock } = sending;
  const lease: Lease = { token: randomUUID(), seconds: sending.leaseSeconds ?? 60 };
  const turn: Turn = { settled: {}, isUnreachable: false };
  const swept = await sweepLeases(db, clock());
  count(turn, "unknown", swept.filter((state) => state === "unknown").length);
  await suppressCancelled(db, clock());
  const heartbeat = startHeartbeat(sending, lease);
  try {
    for (const id of await startIssues(db)) await sendIssue(sending, { id, lease, turn, signal });
  } finally {
    await heartbeat.stop();
    await releaseClaims(db, lease, clock());
  }
  await finishIssues(db, clock());
  return turn;
}

type Round = { id: string; lease: Lease; turn: Turn; signal: AbortSignal | undefined };

async function sendIssue(sending: Sending, round: Round): Promise<void> {
  const { db, clock, log, schedules } = sending;
  const issue = await findIssue(db, round.id);
  if (!issue) return;
  const schedule = schedules.find(({ id }) => id === issue.schedule);
  if (isLate(issue, schedule, clock())) {
    const isAsked = await askAgain(db, issue.id);
    if (isAsked) log.warn({ issue: issue.id }, "issue too late: it waits for an editor");
    return;
  }
  const workers = Array.from({ length: concurrency }, () => work(sending, issue, round));
  // All of them end before an error is passed on: none may send once the lease is given back.
  const ends = await Promise.allSettled(workers);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

async function work(sending: Sending, issue: Issue, round: Round): Promise<void> {
  const { db, clock } = sending;
  const { lease } = round;
  while (!isOver(round)) {
    const claim = { lease, now: clock(), limit: claimAtOnce };
    const claimed = await claimDeliveries(db, issue.id, claim);
    if (claimed.length === 0) return;
    const gone = await suppressDeliveries(db, claimed, { lease, now: clock() });
    count(round.turn, "suppressed", gone.length);
    const staying = claimed.filter(({ id }) => !gone.includes(id));
    const parcels = await openParcels(db, idsOf(staying), { lease, now: clock() });
    for (const delivery of staying) {
      if (isOver(round)) return;
      const parcel = { issue, delivery, entries: parcels.get(delivery.id) ?? [] };
      const settled = await settleDelivery(sending, parcel, lease);
      if (!settled) continue;
      count(round.turn, settled.state);
      if (settled.isUnsent) round.turn.isUnreachable = true;
    }
  }
}

function startHeartbeat({ db, log }: Sending, lease: Lease): { stop: () => Promise<void> } {
  let beat: Promise<void> = Promise.resolve();
  const timer = setInterval(
    () => {
      beat = extendLease(db, lease).catch((err: unknown) =>
        log.warn({ err }, "lease not extended"),
      );
    },
    (lease.seconds * 1000) / 3,
  );
  return {
    stop: () => {
      clearInterval(timer);
      return beat;
    },
  };
}

function isOver({ turn, signal }: Round): boolean {
  return turn.isUnreachable || (signal?.aborted ?? false);
}

function count({ settled }: Turn, state: DeliveryState, number = 1): void {
  if (number > 0) settled[state] = (settled[state] ?? 0) + number;
}

function idsOf(deliveries: readonly Delivery[]): number[] {
  return deliveries.map((delivery) => delivery.id);
}
