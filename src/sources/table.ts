import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "#db/types.ts";
import type { PollHints } from "./item.ts";
import type { Gate, PageSelectors } from "./spec.ts";

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
});

/** What config/sources.yaml says of a source; upserted at start, retired and never deleted. */
export const sources = pgTable("source", {
  id: text().primaryKey(),
  name: text().notNull(),
  nameEn: text("name_en"),
  aliases: text().array().notNull().default(sql`'{}'`),
  homepage: text().notNull(),
  addresses: text().array().notNull(),
  kind: text().notNull().$type<"feed" | "sitemap" | "page" | "search">(),
  page: jsonb().$type<PageSelectors>(),
  gate: jsonb().$type<Gate>(),
  language: text().notNull(),
  via: text(),
  carrier: boolean().notNull().default(false),
  zone: text().notNull(),
  topics: text().array().notNull().default(sql`'{}'`),
  terms: text().notNull(),
  active: boolean().notNull(),
  reason: text(),
  minimumIntervalMinutes: integer("minimum_interval_minutes"),
  retryAfterScope: text("retry_after_scope").notNull().default("host").$type<"host" | "source">(),
  retiredAt: instant("retired_at"),
});

/**
 * What polling needs many times an hour: narrow, so that a poll rewrites little. `active` repeats
 * what the source, its retirement and a pause come to, so that a claim need not read the wide row.
 */
export const pollStates = pgTable(
  "poll_state",
  {
    sourceId: text("source_id")
      .primaryKey()
      .references(() => sources.id),
    host: text().notNull().default(""),
    active: boolean().notNull().default(false),
    nextPollAt: instant("next_poll_at").notNull(),
    why: text().notNull().default("new source"),
    leaseUntil: instant("lease_until"),
    leaseToken: uuid("lease_token"),
    attempt: integer().notNull().default(0),
    outcome: text(),
    detail: text(),
    lastPollAt: instant("last_poll_at"),
    lastOkAt: instant("last_ok_at"),
    lastNewAt: instant("last_new_at"),
    errorStreak: integer("error_streak").notNull().default(0),
    firstErrorAt: instant("first_error_at"),
    unchangedStreak: integer("unchanged_streak").notNull().default(0),
    /** Epoch seconds of the last polls that brought something, newest first, at most 21. */
    arrivals: bigint({ mode: "number" }).array().notNull().default(sql`'{}'`),
    flags: text().array().notNull().default(sql`'{}'`),
    /** What the feed said when it was last read: a 304 has no body to say it again. */
    hints: jsonb().$type<PollHints>(),
    probedAt: instant("probed_at"),
    pausedAt: instant("paused_at"),
    pausedWhy: text("paused_why"),
    alert: text(),
    alertAt: instant("alert_at"),
  },
  (t) => [
    index("poll_state_due").on(t.host, t.nextPollAt).where(sql`${t.active}`),
    index("poll_state_leased").on(t.leaseUntil).where(sql`${t.leaseUntil} is not null`),
  ],
);

/** A registrable domain: one request at a time, over all replicas. */
export const hosts = pgTable(
  "host",
  {
    id: text().primaryKey(),
    /** When the first of its active sources is due; null where it has none. */
    dueAt: instant("due_at"),
    /** No request before then: spacing, crawl delay, Retry-After. */
    nextSlotAt: instant("next_slot_at").notNull(),
    leaseUntil: instant("lease_until"),
    leaseToken: uuid("lease_token"),
  },
  (t) => [index("host_due").on(t.dueAt)],
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
    /** Of the last body: the same bytes need no parsing. */
    bodySha256: text("body_sha256"),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.url] })],
);

/** A permanent redirect under observation; followed as its address once it has held for a week. */
export const redirects = pgTable(
  "redirect",
  {
    sourceId: text("source_id")
      .notNull()
      .references(() => sources.id),
    url: text().notNull(),
    target: text().notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    adoptedAt: instant("adopted_at"),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.url] })],
);

/** One row a poll, kept for thirty days. */
export const fetchLog = pgTable(
  "fetch_log",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    sourceId: text("source_id").notNull(),
    at: instant().notNull(),
    day: date({ mode: "string" }).notNull(),
    outcome: text().notNull(),
    ms: integer().notNull(),
    items: integer().notNull(),
    added: integer().notNull(),
    changed: integer().notNull(),
  },
  (t) => [index("fetch_log_source").on(t.sourceId, t.day), index("fetch_log_at").on(t.at)],
);

/** The bytes of a source's last failure, at most 64 KiB, for an editor to see. */
export const pollFailures = pgTable("poll_failure", {
  sourceId: text("source_id")
    .primaryKey()
    .references(() => sources.id),
  at: instant().notNull(),
  outcome: text().notNull(),
  detail: text(),
  bytes: bytes().notNull(),
});

/** What discovery downloaded, kept for the first poll of a new source. */
export const discoveries = pgTable("discovery", {
  address: text().primaryKey(),
  /** The answer without its body. */
  answer: jsonb().notNull(),
  body: bytes().notNull(),
  foundAt: instant("found_at").notNull(),
});

/** robots.txt of an origin, asked for at most once a day. */
export const robots = pgTable("robots", {
  origin: text().primaryKey(),
  /** Null where it could not be had: 5xx and the like forbid all (RFC 9309 §2.3.1.4). */
  body: text(),
  fetchedAt: instant("fetched_at").notNull(),
});
