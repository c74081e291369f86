// The shapes of candidates in the API.

import { type Static, Type } from "typebox";
import { PageQuery } from "#http/cursor.ts";
import type { Candidate, listRevisions } from "./store.ts";

const text = Type.Union([Type.String(), Type.Null()]);
const State = Type.Enum(["new", "accepted", "rejected", "duplicate", "expired"]);
export const CandidateId = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, examples: [1] }),
});

export const ListQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum([...State.enum, "any"], { default: "new" })),
    source: Type.Optional(Type.String({ maxLength: 60, description: "A source's id." })),
    topic: Type.Optional(Type.String({ maxLength: 40 })),
    since: Type.Optional(
      Type.String({ maxLength: 40, description: "First seen then or later; ISO 8601." }),
    ),
    ...PageQuery,
  },
  { additionalProperties: false },
);

export const candidateExample = {
  ...{ id: 12, stack: 5, state: "new", source: "mod-japan", publisher: "防衛省", via: null },
  ...{ title: "港湾防衛の共同訓練について", excerpt: "訓練の概要を公表した。", language: "ja" },
  ...{ url: "https://www.example.jp/news/12", topics: ["us-japan"], revision: 1, timed: true },
  ...{ published_at: "2026-11-24T00:00:00Z", published_raw: "Tue, 24 Nov 2026 09:00:00 +0900" },
  ...{ first_seen_at: "2026-11-24T00:05:12Z", decided_at: null, decided_by: null, reason: null },
};

export const CandidateSchema = Type.Object(
  {
    id: Type.Integer(),
    state: State,
    source: Type.String({ description: "The source's id." }),
    publisher: Type.String({ description: "Who reported it, e.g. 共同通信." }),
    via: text,
    title: Type.String(),
    excerpt: Type.String({ description: "For editors only; never published." }),
    url: text,
    language: Type.String(),
    topics: Type.Array(Type.String()),
    published_at: text,
    published_raw: text,
    stack: Type.Union([Type.Integer(), Type.Null()], {
      description: "The story it belongs to; null for the moment until it was compared.",
    }),
    timed: Type.Boolean({ description: "False where the source gives a day and no time." }),
    revision: Type.Integer({ description: "More than 1: the source changed the story." }),
    first_seen_at: Type.String({ format: "date-time" }),
    decided_at: text,
    decided_by: text,
    reason: text,
  },
  { $id: "Candidate", examples: [candidateExample] },
);

export const Revisions = Type.Array(
  Type.Object({
    revision: Type.Integer(),
    title: Type.String(),
    excerpt: Type.String(),
    url: text,
    replaced_at: Type.String({ format: "date-time" }),
  }),
  { description: "What it said before, oldest first." },
);

export function showRevision(
  revision: Awaited<ReturnType<typeof listRevisions>>[number],
): Static<typeof Revisions>[number] {
  const { title, excerpt, url } = revision;
  return {
    ...{ title, excerpt, url },
    revision: revision.revision,
    replaced_at: revision.replacedAt.toString(),
  };
}

export function showCandidate(candidate: Candidate): Static<typeof CandidateSchema> {
  return {
    id: candidate.id,
    stack: candidate.stackId,
    state: candidate.state,
    source: candidate.sourceId,
    publisher: candidate.publisher,
    via: candidate.via,
    title: candidate.title,
    excerpt: candidate.excerpt,
    url: candidate.url,
    language: candidate.language,
    topics: candidate.topics,
    published_at: candidate.publishedAt?.toString() ?? null,
    published_raw: candidate.publishedRaw,
    timed: candidate.timed,
    revision: candidate.revision,
    first_seen_at: candidate.firstSeenAt.toString(),
    decided_at: candidate.decidedAt?.toString() ?? null,
    decided_by: candidate.decidedBy,
    reason: candidate.reason,
  };
}
