import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { candidates, stacks } from "#candidates/table.ts";
import { day, instant } from "#db/types.ts";
import type { ArchiveId } from "./archive-id.ts";

export const entryState = pgEnum("entry_state", [
  "draft",
  "in_review",
  "approved",
  "published",
  "withdrawn",
]);

/** A report as it stood when its story was accepted. */
export type ReportedBy = {
  candidate: number;
  source: string;
  via: string | null;
  title: string;
  url: string | null;
  language: string;
  published_at: string | null;
};

/** What an editor writes of a story. `summary` and `notes` are text in the archive's conventions. */
export const entries = pgTable(
  "entry",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Allocated once, at approval or by import; never reused. */
    archiveId: text("archive_id").unique().$type<ArchiveId>(),
    state: entryState().notNull().default("draft"),
    version: integer().notNull().default(1),
    /** At most one live entry a stack, whoever accepts it first. */
    stackId: bigint("stack_id", { mode: "number" }).references(() => stacks.id),
    /** The candidate that headline and address were carried over from. */
    candidateId: bigint("candidate_id", { mode: "number" }).references(() => candidates.id),
    /** Who had reported the story when it was accepted; what happens to the stack changes nothing. */
    sources: jsonb().$type<ReportedBy[]>().notNull().default([]),
    /** The published entry that this one, once published, replaces the text of. */
    corrects: bigint({ mode: "number" }).references((): AnyPgColumn => entries.id),
    /** Why it is corrected or withdrawn; published with it. */
    reason: text(),
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
    withdrawnAt: instant("withdrawn_at"),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("entry_live_of_stack")
      .on(t.stackId)
      .where(sql`${t.state} <> 'withdrawn' and ${t.corrects} is null`),
    uniqueIndex("entry_open_correction")
      .on(t.corrects)
      .where(sql`${t.state} in ('draft', 'in_review', 'approved')`),
    index("entry_published").on(t.publishedAt).where(sql`${t.state} = 'published'`),
    index("entry_ever_published")
      .on(t.publishedAt, t.archiveId)
      .where(sql`${t.publishedAt} is not null and ${t.corrects} is null`),
    // Read alone to see who reported how much, and by source for feeds and pages.
    index("entry_source")
      .on(t.source, t.archiveId, t.reportedOn, t.publishedAt)
      .where(sql`${t.state} = 'published' and ${t.corrects} is null`),
    // Read whole, and alone, to see which entries are not indexed.
    index("entry_public")
      .on(t.id, t.revision)
      .where(sql`${t.state} = 'published' and ${t.corrects} is null`),
    index("entry_withdrawn").on(t.id).where(sql`${t.state} = 'withdrawn'`),
    index("entry_day").on(t.reportedOn),
    index("entry_related").using("gin", t.related),
    check("entry_time", sql`${t.reportedTime} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`),
    check(
      "entry_numbered",
      sql`${t.state} not in ('approved', 'published') or ${t.archiveId} is not null
        or ${t.corrects} is not null`,
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
    /** Why it replaced the one before; null for the first. */
    reason: text(),
  },
  (t) => [primaryKey({ columns: [t.entryId, t.revision] })],
);

/** What the holder of a claim has written and not saved; saved for them when the claim is lost. */
export const autosaves = pgTable("autosave", {
  entryId: bigint("entry_id", { mode: "number" })
    .primaryKey()
    .references(() => entries.id),
  actor: text().notNull(),
  actorName: text("actor_name").notNull(),
  /** The version that the text was begun from. */
  version: integer().notNull(),
  /** Only the members that were written, as PATCH takes them. */
  text: jsonb().$type<Record<string, unknown>>().notNull(),
  at: instant().notNull(),
});

/** What published entries are found by when a story looks like one. `term` is a hash. */
export const entryTerms = pgTable(
  "entry_term",
  {
    term: integer().notNull(),
    entryId: bigint("entry_id", { mode: "number" }).notNull(),
    weight: real().notNull(),
  },
  (t) => [
    // By weight: of a term that thousands have, those are read whose story it is.
    index("entry_term_postings").on(t.term, t.weight, t.entryId),
    index("entry_term_entry").on(t.entryId),
  ],
);

/** All terms of a published entry, and which of its texts they were made of, and how. */
export const entryIndexed = pgTable(
  "entry_indexed",
  {
    entryId: bigint("entry_id", { mode: "number" }).primaryKey(),
    revision: integer().notNull(),
    features: integer().notNull(),
    /** Hashes, the heaviest first; the first of them are in entry_term. */
    terms: integer().array().notNull(),
    weights: real().array().notNull(),
  },
  // Without the terms, which are long.
  (t) => [index("entry_indexed_as").on(t.entryId, t.revision, t.features)],
);

/** One row: the publication up to which entries are indexed, and the lease of whoever goes on. */
export const entryIndexing = pgTable("entry_indexing", {
  id: integer().primaryKey(),
  number: bigint({ mode: "number" }).notNull(),
  features: integer().notNull(),
  token: uuid(),
  leaseUntil: instant("lease_until"),
});

/** The last sequence number given on a day of the archive. */
export const dayCounters = pgTable("day_counter", {
  day: day().primaryKey(),
  last: integer().notNull(),
});

/**
 * What readers see of the archive, by tags (publication-tags.ts), and the publication that last
 * changed it: so a replica knows which of its bytes are old.
 */
export const publicationTags = pgTable(
  "publication_tag",
  {
    tag: text().primaryKey(),
    number: bigint({ mode: "number" }).notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [index("publication_tag_number").on(t.number)],
);

/** One row: counts every change of what readers see. */
export const publication = pgTable("publication", {
  id: integer().primaryKey(),
  number: bigint({ mode: "number" }).notNull(),
  changedAt: instant("changed_at").notNull(),
});
