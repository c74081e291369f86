import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "#db/types.ts";
import { entries } from "#entries/table.ts";
import { subscribers } from "#subscribers/table.ts";

export const issueState = pgEnum("issue_state", [
  "draft",
  "frozen",
  "approved",
  "sending",
  "paused",
  "done",
  "cancelled",
]);

export const deliveryState = pgEnum("delivery_state", [
  "pending",
  "claimed",
  "committing",
  "accepted",
  "deferred",
  "failed",
  "unknown",
  "suppressed",
  "empty",
]);

/** One sending of a digest. The id is public, e.g. weekly-2026-11-23. */
export const issues = pgTable(
  "issue",
  {
    id: text().primaryKey(),
    /** The order of the editors' list. */
    number: bigint({ mode: "number" }).unique().generatedAlwaysAsIdentity(),
    schedule: text().notNull(),
    slot: instant().notNull(),
    state: issueState().notNull(),
    /** Entries published until here may be in it. */
    cutoffAt: instant("cutoff_at").notNull(),
    createdAt: instant("created_at").notNull(),
    /** Also the Date of all its mails, so that a second try is the same mail. */
    approvedAt: instant("approved_at"),
    /** An actor's id; null where the schedule approves by itself. */
    approvedBy: text("approved_by"),
    finishedAt: instant("finished_at"),
  },
  (t) => [unique("issue_slot").on(t.schedule, t.slot)],
);

/** The ledger: one row a reader and issue, and all that becomes of it. */
export const deliveries = pgTable(
  "delivery",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    issueId: text("issue_id")
      .notNull()
      .references(() => issues.id),
    subscriberId: uuid("subscriber_id")
      .notNull()
      .references(() => subscribers.id),
    state: deliveryState().notNull(),
    /** Snapshots taken when the issue was frozen. */
    address: text().notNull(),
    language: text().notNull(),
    messageId: text("message_id").notNull().unique(),
    /** How many tries came to an outcome that the ledger knows. */
    attempt: integer().notNull().default(0),
    leaseUntil: instant("lease_until"),
    leaseToken: uuid("lease_token"),
    /** Not tried before. */
    nextAt: instant("next_at").notNull(),
    reply: text(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [
    unique("delivery_once").on(t.issueId, t.subscriberId),
    // By issue, so that a paused one of any size costs the others nothing.
    index("delivery_due")
      .on(t.issueId, t.nextAt, t.id)
      .where(sql`${t.state} in ('pending', 'deferred')`),
    index("delivery_leased").on(t.leaseUntil).where(sql`${t.state} in ('claimed', 'committing')`),
  ],
);

/** Which entry, in which revision, went to which reader: never the same one twice. */
export const deliveryEntries = pgTable(
  "delivery_entry",
  {
    deliveryId: bigint("delivery_id", { mode: "number" })
      .notNull()
      .references(() => deliveries.id),
    subscriberId: uuid("subscriber_id").notNull(),
    entryId: bigint("entry_id", { mode: "number" })
      .notNull()
      .references(() => entries.id),
    revision: integer().notNull(),
    /** Set when it did not go out with this delivery: the entry may go to the reader again. */
    releasedAt: instant("released_at"),
  },
  (t) => [
    index("delivery_entry_delivery").on(t.deliveryId),
    uniqueIndex("delivery_entry_once")
      .on(t.subscriberId, t.entryId)
      .where(sql`${t.releasedAt} is null`),
  ],
);

/** Append-only: what each try came to. */
export const deliveryAttempts = pgTable(
  "delivery_attempt",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    deliveryId: bigint("delivery_id", { mode: "number" })
      .notNull()
      .references(() => deliveries.id),
    attempt: integer().notNull(),
    outcome: text().notNull(),
    /** The SMTP step that was answered, the reply's code and enhanced code (RFC 3463), the reply. */
    step: text(),
    code: integer(),
    enhanced: text(),
    reply: text(),
    queueId: text("queue_id"),
    at: instant().notNull(),
  },
  (t) => [index("delivery_attempt_delivery").on(t.deliveryId)],
);
