import { type Static, Type } from "typebox";
import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { actorOf } from "#http/actor.ts";
import { PageQuery, readCursor, writeCursor } from "#http/cursor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { type Candidate, findCandidate, listCandidates, listRevisions } from "./store.ts";
import { rejectCandidate } from "./triage.ts";

const tags = ["candidates"];
const text = Type.Union([Type.String(), Type.Null()]);
const State = Type.Enum(["new", "accepted", "rejected", "duplicate", "expired"]);
export const CandidateId = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, examples: [1] }),
});

const ListQuery = Type.Object(
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

const example = {
  ...{ id: 12, state: "new", source: "mod-japan", publisher: "防衛省", via: null },
  ...{ title: "港湾防衛の共同訓練について", excerpt: "訓練の概要を公表した。", language: "ja" },
  ...{ url: "https://www.example.jp/news/12", topics: ["us-japan"], revision: 1, timed: true },
  ...{ published_at: "2026-11-24T00:00:00Z", published_raw: "Tue, 24 Nov 2026 09:00:00 +0900" },
  ...{ first_seen_at: "2026-11-24T00:05:12Z", decided_at: null, decided_by: null, reason: null },
};

const CandidateSchema = Type.Object(
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
    timed: Type.Boolean({ description: "False where the source gives a day and no time." }),
    revision: Type.Integer({ description: "More than 1: the source changed the story." }),
    first_seen_at: Type.String({ format: "date-time" }),
    decided_at: text,
    decided_by: text,
    reason: text,
  },
  { $id: "Candidate", examples: [example] },
);

const Revisions = Type.Array(
  Type.Object({
    revision: Type.Integer(),
    title: Type.String(),
    excerpt: Type.String(),
    url: text,
    replaced_at: Type.String({ format: "date-time" }),
  }),
  { description: "What it said before, oldest first." },
);

export function addCandidateRoutes(app: Server, { db, clock }: { db: Db; clock: Clock }): void {
  app.addSchema(CandidateSchema);

  app.get(
    "/api/candidates",
    {
      schema: {
        operationId: "listCandidates",
        summary: "The queue: newest first",
        tags,
        querystring: ListQuery,
        response: {
          200: Type.Object(
            { items: Type.Array(Type.Ref("Candidate#")), next: text },
            { examples: [{ items: [example], next: "YTEy" }] },
          ),
          ...problemResponses,
        },
      },
    },
    async ({ query: { state = "new", source, topic, since, cursor, limit = 50 } }) => {
      const found = await listCandidates(db, {
        state: state === "any" ? undefined : state,
        source,
        topic,
        since: readInstant(since),
        before: readCursor(cursor),
        limit: limit + 1,
      });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map(showCandidate),
        next: found.length > limit && last ? writeCursor(last.id) : null,
      };
    },
  );

  app.get(
    "/api/candidates/:id",
    {
      schema: {
        operationId: "getCandidate",
        summary: "One candidate and what it said before",
        tags,
        params: CandidateId,
        response: {
          200: Type.Object(
            { candidate: Type.Ref("Candidate#"), revisions: Revisions },
            { examples: [{ candidate: example, revisions: [] }] },
          ),
          ...problemResponses,
        },
      },
    },
    async ({ params: { id } }) => {
      const found = await findCandidate(db, id);
      if (!found) throw new Problem("not-found", `There is no candidate ${id}.`);
      const revisions = await listRevisions(db, id);
      return { candidate: showCandidate(found), revisions: revisions.map(showRevision) };
    },
  );

  app.post(
    "/api/candidates/:id/reject",
    {
      schema: {
        operationId: "rejectCandidate",
        summary: "Reject a candidate",
        tags,
        params: CandidateId,
        body: Type.Object(
          { reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) },
          { additionalProperties: false, examples: [{ reason: "not about defence" }] },
        ),
        response: { 200: Type.Ref("Candidate#"), ...problemResponses },
      },
    },
    async (request) => {
      const { reason = null } = request.body;
      const { id } = request.params;
      return showCandidate(await rejectCandidate(db, clock, actorOf(request), id, reason));
    },
  );
}

function readInstant(text: string | undefined): Temporal.Instant | undefined {
  if (text === undefined) return undefined;
  try {
    const instant = Temporal.Instant.from(text);
    // Other years are written with a sign, which PostgreSQL does not read.
    if (/^(?!0000)\d{4}-/.test(instant.toString())) return instant;
  } catch {}
  throw new Problem(
    "invalid-input",
    `querystring/since is ${text}, which is no ISO 8601 instant such as 2026-11-24T09:00:00+09:00.`,
  );
}

function showRevision(
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
