// Freezing decides who gets what, once: from then on the ledger alone tells what is to be sent.

import type { Archive } from "#base/archive.ts";
import type { Clock } from "#base/clock.ts";
import type { Db } from "#db/types.ts";
import { messageId } from "#mail/message-id.ts";
import { listAudience, type Reader } from "#subscribers/store.ts";
import { addDeliveries, addDeliveryEntries, markEmpty } from "./freeze-store.ts";
import {
  addIssue,
  type Counts,
  changeIssue,
  countDeliveries,
  findIssueOfSlot,
  type Issue,
} from "./issue-store.ts";
import type { DigestSchedule } from "./schedule.ts";

export type Freezer = {
  db: Db;
  clock: Clock;
  archive: Pick<Archive, "timeZone">;
  secret: string;
  /** The domain of Message-IDs: the sender's. */
  mailDomain: string;
};

export type Frozen =
  | { outcome: "frozen"; issue: Issue; deliveries: Counts }
  /** The schedule has an issue of that slot already. */
  | { outcome: "known"; id: string };

const batch = 1000;

/**
 * Makes the issue of a schedule's slot: one transaction for the audience, their addresses and
 * languages as they are now, and each reader's entries. Freezing a slot again changes nothing.
 * Issues of a schedule with automatic approval are approved at once, the others wait.
 */
export async function freezeIssue(
  freezer: Freezer,
  schedule: Pick<DigestSchedule, "id" | "topics" | "approval">,
  slot: Temporal.Instant,
): Promise<Frozen> {
  const now = freezer.clock();
  const day = slot.toZonedDateTimeISO(freezer.archive.timeZone).toPlainDate();
  return freezer.db.transaction(async (db): Promise<Frozen> => {
    const frozen = await addIssueOnce(db, `${schedule.id}-${day}`, schedule.id, slot, now);
    if ("known" in frozen) return { outcome: "known", id: frozen.known };
    const { id } = frozen;
    await addAudience({ ...freezer, db }, frozen);
    await addDeliveryEntries(db, id, { cutoffAt: slot, topics: schedule.topics });
    await markEmpty(db, id, now);
    const approved = { state: "approved" as const, approvedAt: now };
    const issue =
      schedule.approval === "automatic" ? await changeIssue(db, id, ["frozen"], approved) : frozen;
    const counts = await countDeliveries(db, [id]);
    return { outcome: "frozen", issue: issue ?? frozen, deliveries: counts.get(id) ?? {} };
  });
}

/**
 * The new issue, or the id of the one that has the slot: another replica may be freezing it at this
 * moment. A second issue of a day, ordered by hand, has a number behind its id.
 */
async function addIssueOnce(
  db: Db,
  name: string,
  schedule: string,
  slot: Temporal.Instant,
  now: Temporal.Instant,
): Promise<Issue | { known: string }> {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? name : `${name}-${number}`;
    const made = { id, schedule, slot, cutoffAt: slot, createdAt: now, state: "frozen" as const };
    const added = await addIssue(db, made);
    if (added) return added;
    const known = await findIssueOfSlot(db, schedule, slot);
    if (known) return { known: known.id };
  }
}

async function addAudience({ db, secret, mailDomain }: Freezer, issue: Issue): Promise<void> {
  let after = 0;
  for (;;) {
    const readers = await listAudience(db, issue.schedule, { after, limit: batch });
    await addDeliveries(db, readers.map(deliveryTo), issue.createdAt);
    const last = readers.at(-1);
    if (!last || readers.length < batch) return;
    after = last.number;
  }

  function deliveryTo(reader: Reader) {
    const parts = { issue: issue.id, delivery: reader.id };
    return {
      issueId: issue.id,
      subscriberId: reader.id,
      address: reader.address,
      language: reader.language,
      messageId: messageId(secret, parts, mailDomain),
      nextAt: issue.createdAt,
    };
  }
}
