// One delivery, from its claim to its outcome in the ledger.

import { composeMessage } from "#mail/message.ts";
import type { SendOutcome } from "#mail/outcome.ts";
import { markCommitting } from "./commit-store.ts";
import {
  type Delivery,
  markNothingLeft,
  recordOutcome,
  suppressDeliveries,
} from "./delivery-store.ts";
import type { CitingEntry } from "./fragments.ts";
import type { Issue } from "./issue-store.ts";
import type { Lease } from "./lease-store.ts";
import { attemptOf, type DeliveryState, ledgerChange } from "./ledger.ts";
import { digestLetter } from "./letter.ts";
import type { Sending } from "./sending.ts";

export type Parcel = { issue: Issue; delivery: Delivery; entries: readonly CitingEntry[] };

export type Settled = {
  state: DeliveryState;
  /** It could not be handed to the server. */
  isUnsent: boolean;
};

/** Sends a claimed delivery and writes down what became of it; null where the lease was lost. */
export async function settleDelivery(
  sending: Sending,
  parcel: Parcel,
  lease: Lease,
): Promise<Settled | null> {
  const { db, clock } = sending;
  const { delivery } = parcel;
  if (parcel.entries.length === 0) {
    await markNothingLeft(db, delivery, { lease, now: clock() });
    return { state: "empty", isUnsent: false };
  }
  const outcome = await send(sending, parcel, lease);
  if (outcome !== "refused") return record(sending, parcel, lease, outcome);
  const gone = await suppressDeliveries(db, [delivery], { lease, now: clock() });
  return gone.length > 0 ? { state: "suppressed", isUnsent: false } : null;
}

/** `refused` where the ledger did not let the end of the message go. */
async function send(
  sending: Sending,
  parcel: Parcel,
  lease: Lease,
): Promise<SendOutcome | "refused"> {
  const { db, clock, transport, from } = sending;
  const { issue, delivery } = parcel;
  const bytes = await compose(sending, parcel);
  if (!bytes) return notComposed;
  let isRefused = false;
  const envelope = { from: from.address, to: delivery.address };
  const name = `${issue.id}.${delivery.id}`;
  const outcome = await transport.send({ name, bytes, envelope }, async () => {
    isRefused = !(await markCommitting(db, delivery, { lease, now: clock() }));
    if (isRefused) throw new Error("the delivery is not to be sent as it is");
  });
  return isRefused ? "refused" : outcome;
}

/** A fault of ours: tried again as after a 4xx, so that it neither stops the others nor is lost. */
const notComposed: SendOutcome = {
  kind: "deferred",
  step: "mail",
  code: 451,
  enhanced: null,
  reply: "the mail could not be composed",
};

async function compose(
  sending: Sending,
  { issue, delivery, entries }: Parcel,
): Promise<Buffer | null> {
  const { schedules, fragments, sign, log } = sending;
  const schedule = schedules.find(({ id }) => id === issue.schedule) ?? null;
  try {
    const letter = digestLetter(sending, issue, schedule, delivery, entries, fragments);
    return await composeMessage(letter, sign);
  } catch (err) {
    log.error({ err, issue: issue.id, delivery: delivery.id }, "digest not composed");
    return null;
  }
}

async function record(
  { db, clock, log }: Sending,
  { issue, delivery }: Parcel,
  lease: Lease,
  outcome: SendOutcome,
): Promise<Settled | null> {
  const isUnsent = outcome.kind === "unsent";
  // Only what a server answered counts as a try.
  const attempt = delivery.attempt + (isUnsent ? 0 : 1);
  const now = clock();
  const change = ledgerChange(outcome, attempt, now);
  const row = { ...attemptOf(outcome), attempt };
  if (!(await recordOutcome(db, delivery, { lease, now, change, attempt: row }))) return null;
  const level = outcome.kind === "accepted" ? "debug" : "warn";
  log[level]({ issue: issue.id, delivery: delivery.id, state: change.state }, "digest settled");
  return { state: change.state, isUnsent };
}
