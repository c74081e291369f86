import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "#db/types.ts";

/** What config/sources.yaml says of a source; upserted at start, retired and never deleted. */
export const sources = pgTable("source", {
  id: text().primaryKey(),
  name: text().notNull(),
  nameEn: text("name_en"),
  aliases: text().array().notNull().default(sql`'{}'`),
  homepage: text().notNull(),
  addresses: text().array().notNull(),
  kind: text().notNull(),
  language: text().notNull(),
  via: text(),
  carrier: boolean().notNull().default(false),
  zone: text().notNull(),
  topics: text().array().notNull().default(sql`'{}'`),
  terms: text().notNull(),
  active: boolean().notNull(),
  reason: text(),
  minimumIntervalMinutes: integer("minimum_interval_minutes"),
  retiredAt: instant("retired_at"),
});

/** What polling needs many times an hour: narrow, so that a poll rewrites little. */
export const pollStates = pgTable(
  "poll_state",
  {
    sourceId: text("source_id")
      .primaryKey()
      .references(() => sources.id),
    nextPollAt: instant("next_poll_at").notNull(),
    leaseUntil: instant("lease_until"),
    leaseToken: uuid("lease_token"),
    outcome: text(),
    detail: text(),
    lastPollAt: instant("last_poll_at"),
    lastOkAt: instant("last_ok_at"),
    lastNewAt: instant("last_new_at"),
    errorStreak: integer("error_streak").notNull().default(0),
    flags: text().array().notNull().default(sql`'{}'`),
  },
  (t) => [index("poll_state_due").on(t.nextPollAt)],
);

/** Validators, kept by the address that answered with them and sent to no other. */
export const httpStates = pgTable(
  "http_state",
  {
    sourceId: text("source_id")
      .notNull()
      .references(() => sources.id),
    url: text().notNull(),
    etag: text(),
    lastModified: text("last_modified"),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.url] })],
);
