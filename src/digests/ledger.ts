// What an outcome of sending means for the ledger (facts on mail: the retry table, the unknown).

import type { SendOutcome } from "#mail/outcome.ts";
import type { deliveryState } from "./table.ts";

export type DeliveryState = (typeof deliveryState.enumValues)[number];

export type LedgerChange = {
  state: DeliveryState;
  /** Null where it is over. */
  nextAt: Temporal.Instant | null;
  /** Whether its entries may go to the reader again, in a later digest. */
  releases: boolean;
};

/** Minutes after the first, second, … refusal; after the last the delivery has failed. */
const retryMinutes = [5, 15, 60, 240, 720];

/**
 * `attempt` counts the tries that a server answered, this one included. What is `unknown` counts as
 * sent: a reader may miss a digest, which is on the web too, and never gets one twice.
 */
export function ledgerChange(
  outcome: SendOutcome,
  attempt: number,
  now: Temporal.Instant,
): LedgerChange {
  switch (outcome.kind) {
    case "accepted":
    case "unknown":
      return { state: outcome.kind, nextAt: null, releases: false };
    case "unsent":
      return { state: "pending", nextAt: now.add({ minutes: 1 }), releases: false };
    case "failed":
      return { state: "failed", nextAt: null, releases: true };
    case "deferred": {
      const minutes = retryMinutes[attempt - 1];
      return minutes === undefined
        ? { state: "failed", nextAt: null, releases: true }
        : { state: "deferred", nextAt: now.add({ minutes }), releases: false };
    }
  }
}

/** The parts of an outcome that the attempt's row keeps. */
export function attemptOf(outcome: SendOutcome): {
  outcome: SendOutcome["kind"];
  step: string | null;
  code: number | null;
  enhanced: string | null;
  reply: string;
  queueId: string | null;
} {
  const none = { step: null, code: null, enhanced: null, queueId: null };
  switch (outcome.kind) {
    case "accepted":
      return { ...none, outcome: outcome.kind, reply: outcome.reply, queueId: outcome.queueId };
    case "deferred":
    case "failed": {
      const { kind, step, code, enhanced, reply } = outcome;
      return { outcome: kind, step, code, enhanced, reply, queueId: null };
    }
    default:
      return { ...none, outcome: outcome.kind, reply: outcome.reason };
  }
}
