// The shapes of stacks in the API.

import { type Static, Type } from "typebox";
import type { Claim } from "#editors/claims.ts";
import { candidateExample, showCandidate } from "./schema.ts";
import type { LikeStack, ListedStack } from "./stack-list-store.ts";
import type { Candidate } from "./store.ts";

const text = Type.Union([Type.String(), Type.Null()]);
const number = Type.Union([Type.Number(), Type.Null()]);
const instant = Type.String({ format: "date-time" });
export const StackState = Type.Enum(["new", "accepted", "rejected", "expired", "merged"]);
export const StackId = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, examples: [1] }),
});

const example = {
  ...{ id: 5, state: "new", version: 2, title: "港湾防衛の共同訓練始まる", language: "ja" },
  ...{ publisher: "瓦版通信", via: "Yahoo", url: "https://www.example.jp/news/12" },
  ...{ excerpt: "訓練の概要を公表した。", published_at: "2026-11-24T00:00:00Z", timed: true },
  ...{ first_seen_at: "2026-11-24T00:05:12Z", topics: ["us-japan"], candidate: 12, size: 3 },
  rank: {
    ...{ score: 0.93, topic: "us-japan", mixed_in: false },
    terms: [{ term: "共同訓練", weight: 1.4 }],
  },
  ...{ claim: null, snoozed_until: null, related: [], duplicate_of: null, merged_into: null },
  ...{ decided_at: null, decided_by: null, reason: null },
};
export const stackExample = example;

export const StackSchema = Type.Object(
  {
    id: Type.Integer(),
    state: StackState,
    version: Type.Integer({ description: 'Its ETag is "vN"; acts take it as If-Match.' }),
    title: Type.String({ description: "Of the candidate that stands for all." }),
    language: Type.String(),
    publisher: Type.String(),
    via: text,
    url: text,
    excerpt: Type.String({ description: "For editors only; never published." }),
    published_at: text,
    timed: Type.Boolean(),
    first_seen_at: instant,
    topics: Type.Array(Type.String()),
    candidate: Type.Integer({ description: "The one that stands for all." }),
    size: Type.Integer({ description: "How many candidates, copies of a headline too." }),
    rank: Type.Object({
      score: Type.Number({ description: "From 0 to 1: how likely an entry comes of it." }),
      topic: text,
      mixed_in: Type.Boolean({ description: "Shown higher than its score, to measure misses." }),
      terms: Type.Array(Type.Object({ term: Type.String(), weight: Type.Number() }), {
        description: "What raised it (above 0) or lowered it the most.",
      }),
    }),
    claim: Type.Union([
      Type.Object({ holder: Type.String(), holder_name: Type.String(), until: instant }),
      Type.Null(),
    ]),
    snoozed_until: text,
    related: Type.Array(Type.String(), { description: "Archive ids that its draft will cite." }),
    duplicate_of: Type.Union([Type.String(), Type.Null()], {
      description: "The entry that had the story already.",
    }),
    merged_into: number,
    decided_at: text,
    decided_by: text,
    reason: text,
  },
  { $id: "Stack", examples: [example] },
);

const Member = Type.Intersect([
  Type.Ref("Candidate#"),
  Type.Object({
    score: Type.Union([Type.Number(), Type.Null()], {
      description: "How like the others the machine found it; null where an editor put it there.",
    }),
    shared_terms: Type.Array(Type.String()),
    duplicate_of: number,
  }),
]);

const Like = Type.Object({
  stack: Type.Integer(),
  state: StackState,
  title: Type.String(),
  publisher: Type.String(),
  score: Type.Number(),
  shared_terms: Type.Array(Type.String()),
});

export const WholeStack = Type.Object(
  {
    stack: Type.Ref("Stack#"),
    candidates: Type.Array(Member, { description: "In the order in which they came in." }),
    perhaps: Type.Array(Like, { description: "Perhaps the same story, the likest first." }),
  },
  {
    examples: [
      {
        stack: example,
        candidates: [{ ...candidateExample, score: null, shared_terms: [], duplicate_of: null }],
        perhaps: [
          {
            ...{ stack: 4, state: "rejected", title: "港湾の訓練", publisher: "潮見新報" },
            ...{ score: 0.21, shared_terms: ["訓練", "港湾"] },
          },
        ],
      },
    ],
  },
);

export function showStack(
  { stack, lead, size }: ListedStack,
  claim: Claim | null,
): Static<typeof StackSchema> {
  return {
    ...{ id: stack.id, state: stack.state, version: stack.version, candidate: lead.id, size },
    ...{ title: lead.title, language: lead.language, publisher: lead.publisher, via: lead.via },
    ...{ url: lead.url, excerpt: lead.excerpt, timed: lead.timed, topics: stack.topics },
    published_at: lead.publishedAt?.toString() ?? null,
    first_seen_at: stack.firstSeenAt.toString(),
    rank: {
      ...{ score: stack.rank, topic: stack.rankTopic, mixed_in: stack.isMixedIn },
      terms: stack.rankTerms,
    },
    claim: claim
      ? { holder: claim.actor, holder_name: claim.actorName, until: claim.until.toString() }
      : null,
    snoozed_until: stack.snoozedUntil?.toString() ?? null,
    ...{ related: stack.related, duplicate_of: stack.duplicateOf, merged_into: stack.mergedInto },
    decided_at: stack.decidedAt?.toString() ?? null,
    ...{ decided_by: stack.decidedBy, reason: stack.reason },
  };
}

export function showMember(candidate: Candidate): Static<typeof Member> {
  return {
    ...showCandidate(candidate),
    score: candidate.stackScore,
    shared_terms: candidate.stackTerms ?? [],
    duplicate_of: candidate.duplicateOf,
  };
}

export function showLike({ stack, lead, score, terms }: LikeStack): Static<typeof Like> {
  return {
    ...{ stack: stack.id, state: stack.state, title: lead.title, publisher: lead.publisher },
    ...{ score, shared_terms: terms },
  };
}
