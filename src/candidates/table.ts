import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  real,
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

export const stackState = pgEnum("stack_state", [
  "new",
  "accepted",
  "rejected",
  "expired",
  "merged",
]);

export type RankTerm = { term: string; weight: number };

/** One story, whoever reports it: what editors decide. */
export const stacks = pgTable(
  "stack",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    state: stackState().notNull().default("new"),
    version: integer().notNull().default(1),
    /** The candidate whose headline stands for all. */
    leadId: bigint("lead_id", { mode: "number" }).notNull(),
    /** Of all its candidates. */
    topics: text().array().notNull().default(sql`'{}'`),
    firstSeenAt: instant("first_seen_at").notNull(),
    snoozedUntil: instant("snoozed_until"),
    /** Where its candidates went; the row stays so that links to it still lead somewhere. */
    mergedInto: bigint("merged_into", { mode: "number" }),
    /** Archive ids that its draft will cite. */
    related: text().array().notNull().default(sql`'{}'`),
    /** The entry that had the story already, where it was rejected for that. */
    duplicateOf: text("duplicate_of"),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by"),
    reason: text(),
    /** From 0 to 1: how likely an entry comes of it, by the topic that claims it most. */
    rank: real().notNull().default(0.5),
    rankTopic: text("rank_topic"),
    rankTerms: jsonb("rank_terms").$type<RankTerm[]>().notNull().default([]),
    /** The place in the ranked order: `rank`, but for the few that are mixed in from below. */
    place: real().notNull().default(0.5),
    isMixedIn: boolean("is_mixed_in").notNull().default(false),
    /** The generation of models that ranked it; 0: none has. */
    rankedBy: integer("ranked_by").notNull().default(0),
  },
  (t) => [
    index("stack_queue").on(t.state, t.id),
    index("stack_ranked").on(t.state, t.place, t.id),
    index("stack_unranked").on(t.rankedBy).where(sql`${t.state} = 'new'`),
  ],
);

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
    /** Null until the stacking job has looked at it, a moment after it came in. */
    stackId: bigint("stack_id", { mode: "number" }).references(() => stacks.id),
    /** The headline as tier 1 compares it, hashed. */
    titleKey: text("title_key"),
    /** The first candidate with the same headline; its state is then `duplicate`. */
    duplicateOf: bigint("duplicate_of", { mode: "number" }),
    /** Why the machine put it into its stack: the average likeness and the terms shared the most. */
    stackScore: real("stack_score"),
    stackTerms: text("stack_terms").array(),
    /** For the stacking job: it is new, or its source has changed it. */
    isWaiting: boolean("is_waiting").notNull().default(true),
  },
  (t) => [
    unique("candidate_identity").on(t.sourceId, t.identity),
    index("candidate_url").on(t.url),
    index("candidate_queue").on(t.state, t.id),
    index("candidate_waiting").on(t.id).where(sql`${t.isWaiting}`),
    // What has just come in has neither, and a poll need not pay for it.
    index("candidate_stack").on(t.stackId).where(sql`${t.stackId} is not null`),
    index("candidate_title").on(t.titleKey, t.firstSeenAt).where(sql`${t.titleKey} is not null`),
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

/** What stories are found by. `term` is a hash; `at` is when the story was first seen. */
export const candidateTerms = pgTable(
  "candidate_term",
  {
    term: integer().notNull(),
    at: instant().notNull(),
    candidateId: bigint("candidate_id", { mode: "number" }).notNull(),
    weight: real().notNull(),
  },
  (t) => [
    index("candidate_term_postings").on(t.term, t.at, t.candidateId, t.weight),
    index("candidate_term_candidate").on(t.candidateId),
  ],
);

export const linkKind = pgEnum("link_kind", ["must", "cannot"]);

/** An editor's word that two stories are one, or are not: no machine undoes it. `a` < `b`. */
export const stackLinks = pgTable(
  "stack_link",
  {
    a: bigint({ mode: "number" }).notNull(),
    b: bigint({ mode: "number" }).notNull(),
    kind: linkKind().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.a, t.b] }), index("stack_link_b").on(t.b)],
);

/** Perhaps the same: below the threshold of stacking by itself, above that of being unlike. */
export const stackLikenesses = pgTable(
  "stack_likeness",
  {
    stackId: bigint("stack_id", { mode: "number" }).notNull(),
    otherId: bigint("other_id", { mode: "number" }).notNull(),
    score: real().notNull(),
    terms: text().array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.stackId, t.otherId] }),
    index("stack_likeness_other").on(t.otherId),
  ],
);

/** What was learned of a topic's decisions: logistic regression, one weight a term. */
export const rankModels = pgTable("rank_model", {
  topic: text().primaryKey(),
  /** All topics of one training have the same. */
  generation: integer().notNull(),
  trainedAt: instant("trained_at").notNull(),
  bias: real().notNull(),
  weights: jsonb().$type<Record<string, number>>().notNull(),
  positives: integer().notNull(),
  negatives: integer().notNull(),
  /** How many of the negatives nobody had decided: they stand in where there are few rejections. */
  undecided: integer().notNull(),
  /** How many decisions there were: retrained when enough have come on top. */
  decisions: integer().notNull(),
});
