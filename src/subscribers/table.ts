import { sql } from "drizzle-orm";
import { bigint, index, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "#db/types.ts";

export const subscriberState = pgEnum("subscriber_state", [
  "pending",
  "confirmed",
  "unsubscribed",
  "suppressed",
]);

/** A reader's address and wishes. `key` is the address folded for comparing. */
export const subscribers = pgTable(
  "subscriber",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** The order of the editors' list; the id, which readers see in links, tells no count. */
    number: bigint({ mode: "number" }).unique().generatedAlwaysAsIdentity(),
    address: text().notNull(),
    key: text().notNull().unique(),
    state: subscriberState().notNull().default("pending"),
    language: text().notNull(),
    /** The digest schedules subscribed to, by id. */
    digests: text().array().notNull(),
    /** Topics wanted; empty means all. */
    topics: text().array().notNull().default(sql`'{}'`),
    createdAt: instant("created_at").notNull(),
    /** When the last confirmation mail went out; at most one a day. Null after leaving. */
    askedAt: instant("asked_at"),
    /** Digests hold what was published from here on. */
    confirmedAt: instant("confirmed_at"),
    endedAt: instant("ended_at"),
    reason: text(),
  },
  (t) => [index("subscriber_state").on(t.state)],
);
