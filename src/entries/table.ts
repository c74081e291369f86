import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { candidates } from "#candidates/table.ts";
import { day, instant } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";

export const entryState = pgEnum("entry_state", [
  "draft",
  "in_review",
  "approved",
  "published",
  "withdrawn",
]);

/** What an editor writes of a story. `summary` and `notes` are text in the archive's conventions. */
export const entries = pgTable(
  "entry",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Allocated once, at approval or by import; never reused. */
    archiveId: text("archive_id").unique().$type<ArchiveId>(),
    state: entryState().notNull().default("draft"),
    version: integer().notNull().default(1),
    /** At most one entry a candidate, whoever accepts it first. */
    candidateId: bigint("candidate_id", { mode: "number" })
      .unique()
      .references(() => candidates.id),
    /** The day of the report in the archive's zone, and its time, HH:MM, where it has one. */
    reportedOn: day("reported_on").notNull(),
    reportedTime: text("reported_time"),
    source: text().notNull(),
    via: text(),
    title: text().notNull(),
    url: text(),
    language: text().notNull(),
    summary: text().notNull().default(""),
    notes: text().array().notNull().default(sql`'{}'`),
    related: text().array().notNull().default(sql`'{}'`),
    topics: text().array().notNull().default(sql`'{}'`),
    /** Numbers the published texts: 1 when first published. */
    revision: integer().notNull().default(0),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    approvedBy: text("approved_by"),
    publishedAt: instant("published_at"),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    index("entry_published").on(t.publishedAt.desc()).where(sql`${t.state} = 'published'`),
    index("entry_day").on(t.reportedOn.desc()),
    index("entry_related").using("gin", t.related),
    check("entry_time", sql`${t.reportedTime} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`),
    check(
      "entry_numbered",
      sql`${t.state} not in ('approved', 'published') or ${t.archiveId} is not null`,
    ),
  ],
);

/** Every text that was ever public, as it was. */
export const entryRevisions = pgTable(
  "entry_revision",
  {
    entryId: bigint("entry_id", { mode: "number" })
      .notNull()
      .references(() => entries.id),
    revision: integer().notNull(),
    publishedAt: instant("published_at").notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.entryId, t.revision] })],
);

/** The last sequence number given on a day of the archive. */
export const dayCounters = pgTable("day_counter", {
  day: day().primaryKey(),
  last: integer().notNull(),
});

/** One row: counts every change of what readers see, so that a replica knows its bytes are old. */
export const publication = pgTable("publication", {
  id: integer().primaryKey(),
  number: bigint({ mode: "number" }).notNull(),
  changedAt: instant("changed_at").notNull(),
});
