// The queue as editors see it: stories, whoever reports them.

import { type Static, Type } from "typebox";
import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { findClaim, listClaims } from "#editors/claims.ts";
import {
  PageQuery,
  readCursor,
  readPlaceCursor,
  writeCursor,
  writePlaceCursor,
} from "#http/cursor.ts";
import { problemResponses } from "#http/openapi.ts";
import { tagReply } from "#http/precondition.ts";
import { readInstant } from "#http/query-instant.ts";
import type { Server } from "#http/server.ts";
import {
  countStacks,
  findListedStack,
  type ListedStack,
  listLikeStacks,
  listStacks,
  type StackFilter,
} from "./stack-list-store.ts";
import {
  StackId,
  StackSchema,
  StackState,
  showLike,
  showMember,
  showStack,
  stackExample,
  WholeStack,
} from "./stack-schema.ts";
import { listMembers } from "./stack-store.ts";

const tags = ["stacks"];
const text = Type.Union([Type.String(), Type.Null()]);

const ListQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum([...StackState.enum, "any"], { default: "new" })),
    sort: Type.Optional(
      Type.Enum(["newest", "rank"], {
        default: "newest",
        description: "rank: what is most likely to become an entry first; nothing is left out.",
      }),
    ),
    topic: Type.Optional(Type.String({ maxLength: 40 })),
    source: Type.Optional(
      Type.String({ maxLength: 60, description: "A source's id: stories that it reported too." }),
    ),
    since: Type.Optional(
      Type.String({ maxLength: 40, description: "First seen then or later; ISO 8601." }),
    ),
    snoozed: Type.Optional(
      Type.Boolean({
        default: false,
        description: "Only what is snoozed; all but that otherwise.",
      }),
    ),
    ...PageQuery,
  },
  { additionalProperties: false },
);

type StackShown = {
  stack: ReturnType<typeof showStack>;
  candidates: ReturnType<typeof showMember>[];
  perhaps: ReturnType<typeof showLike>[];
};

const Counts = Type.Object(
  { states: Type.Record(Type.String(), Type.Integer()) },
  { examples: [{ states: { new: 112, snoozed: 3, accepted: 9, rejected: 59 } }] },
);

export function addStackRoutes(app: Server, { db, clock }: { db: Db; clock: Clock }): void {
  app.addSchema(StackSchema);

  app.get(
    "/api/stacks",
    {
      schema: {
        operationId: "listStacks",
        summary: "The queue, a story a row",
        tags,
        querystring: ListQuery,
        response: {
          200: Type.Object(
            { items: Type.Array(Type.Ref("Stack#")), next: text },
            { examples: [{ items: [stackExample], next: "YTU" }] },
          ),
          ...problemResponses,
        },
      },
    },
    async ({ query }) => {
      const { limit = 50 } = query;
      const filter = readFilter(query, clock());
      const found = await listStacks(db, { ...filter, limit: limit + 1 });
      const items = found.slice(0, limit);
      return {
        items: await showAll(db, items),
        next: found.length > limit ? nextOf(items, filter.sort) : null,
      };
    },
  );

  app.get(
    "/api/stacks/counts",
    {
      schema: {
        operationId: "countStacks",
        summary: "How many stories are in each state",
        tags,
        response: { 200: Counts, ...problemResponses },
      },
    },
    async () => ({ states: await countStacks(db, clock()) }),
  );

  app.get(
    "/api/stacks/:id",
    {
      schema: {
        operationId: "getStack",
        summary: "One story: its candidates side by side, and what is perhaps the same",
        tags,
        params: StackId,
        response: { 200: WholeStack, ...problemResponses },
      },
    },
    async ({ params: { id } }, reply) => {
      const whole = await showWhole(db, id);
      tagReply(reply, whole.stack.version);
      return whole;
    },
  );
}

/** Problem not-found. */
export async function showWhole(db: Db, id: number): Promise<StackShown> {
  const found = await findListedStack(db, id);
  if (!found) throw new Problem("not-found", `There is no stack ${id}.`);
  const claim = await findClaim(db, `stack:${id}`);
  return {
    stack: showStack(found, claim),
    candidates: (await listMembers(db, [id])).map(showMember),
    perhaps: (await listLikeStacks(db, id)).map(showLike),
  };
}

async function showAll(db: Db, items: readonly ListedStack[]) {
  const subjects = items.map(({ stack }) => `stack:${stack.id}`);
  const claims = new Map((await listClaims(db, subjects)).map((one) => [one.subject, one]));
  return items.map((item) => showStack(item, claims.get(`stack:${item.stack.id}`) ?? null));
}

function readFilter(
  query: Static<typeof ListQuery>,
  now: Temporal.Instant,
): Omit<StackFilter, "limit"> {
  const { state = "new", sort = "newest", topic, source, since, snoozed = false, cursor } = query;
  const id = sort === "newest" ? readCursor(cursor) : undefined;
  return {
    ...{ topic, source, snoozed, now, sort },
    state: state === "any" ? undefined : state,
    since: readInstant("querystring/since", since),
    after: id === undefined ? readPlaceCursor(sort === "rank" ? cursor : undefined) : { id },
  };
}

function nextOf(items: readonly ListedStack[], sort: "newest" | "rank"): string | null {
  const last = items.at(-1)?.stack;
  if (!last) return null;
  return sort === "rank" ? writePlaceCursor(last) : writeCursor(last.id);
}
