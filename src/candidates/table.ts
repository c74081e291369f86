import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { instant } from "#db/types.ts";
import { sources } from "#sources/table.ts";

export const candidateState = pgEnum("candidate_state", [
  "new",
  "accepted",
  "rejected",
  "duplicate",
  "expired",
]);

/** A story a source brought. `identity` is its guid, else its canonical address, else a hash. */
export const candidates = pgTable(
  "candidate",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    sourceId: text("source_id")
      .notNull()
      .references(() => sources.id),
    identity: text().notNull(),
    state: candidateState().notNull().default("new"),
    version: integer().notNull().default(1),
    title: text().notNull(),
    excerpt: text().notNull(),
    url: text(),
    publisher: text().notNull(),
    via: text(),
    language: text().notNull(),
    topics: text().array().notNull().default(sql`'{}'`),
    publishedAt: instant("published_at"),
    publishedRaw: text("published_raw"),
    timed: boolean().notNull(),
    /** SHA-256 of what an editor would see changed; a new one makes a revision. */
    digest: text().notNull(),
    revision: integer().notNull().default(1),
    firstSeenAt: instant("first_seen_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by"),
    reason: text(),
  },
  (t) => [
    unique("candidate_identity").on(t.sourceId, t.identity),
    index("candidate_url").on(t.url),
    index("candidate_queue").on(t.state, t.id.desc()),
  ],
);

/** What a candidate said before it changed, one row a change. */
export const candidateRevisions = pgTable(
  "candidate_revision",
  {
    candidateId: bigint("candidate_id", { mode: "number" })
      .notNull()
      .references(() => candidates.id),
    revision: integer().notNull(),
    title: text().notNull(),
    excerpt: text().notNull(),
    url: text(),
    publishedAt: instant("published_at"),
    replacedAt: instant("replaced_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.candidateId, t.revision] })],
);
