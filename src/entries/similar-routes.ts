// "Already archived?" under /api: what a story or an entry resembles, and citing it by one call.

import type { Static } from "typebox";
import { Problem } from "#base/problem.ts";
import { StackId } from "#candidates/stack-schema.ts";
import { actorOf } from "#http/actor.ts";
import { problemResponses } from "#http/openapi.ts";
import { tellOperation } from "#http/operation-reply.ts";
import { tagReply } from "#http/precondition.ts";
import type { Server } from "#http/server.ts";
import type { Entities } from "#likeness/entities.ts";
import { parseArchiveId } from "./archive-id.ts";
import type { Desk } from "./draft.ts";
import { type Relation, relateEntry, relateStack, type Wish } from "./related.ts";
import { EntryId } from "./shared-routes.ts";
import type { Similar } from "./similar.ts";
import { similarToEntry, similarToStack } from "./similar-find.ts";
import {
  RelateBody,
  RelationSchema,
  SimilarList,
  SimilarQuery,
  showRelation,
  showSimilar,
} from "./similar-schema.ts";

export function addSimilarRoutes(app: Server, desk: Desk, entities: Entities): void {
  const finding = { db: desk.db, timeZone: desk.timeZone, entities };
  app.get(
    "/api/stacks/:id/similar",
    { schema: similarSchema("stacks", "Stack", StackId) },
    async ({ params: { id }, query: { limit } }) =>
      list(await similarToStack(finding, id, limit ?? 5)),
  );
  app.get(
    "/api/entries/:id/similar",
    { schema: similarSchema("entries", "Entry", EntryId) },
    async ({ params: { id }, query: { limit } }) =>
      list(await similarToEntry(finding, id, limit ?? 5)),
  );
  for (const act of ["relate", "unrelate"] as const) addRelating(app, desk, act);
}

function addRelating(app: Server, desk: Desk, act: Wish["act"]): void {
  app.post(
    `/api/stacks/:id/${act}`,
    { schema: relateSchema(act, "stacks", "Stack", StackId) },
    async (request, reply) => {
      const wish = wishOf(act, request.body);
      const done = await relateStack(desk, actorOf(request), request.params.id, wish);
      tellOperation(reply, done.operation);
      return showRelation(done);
    },
  );
  app.post(
    `/api/entries/:id/${act}`,
    { schema: relateSchema(act, "entries", "Entry", EntryId) },
    async (request, reply) => {
      const wish = wishOf(act, request.body);
      const done: Relation = await relateEntry(desk, actorOf(request), request.params.id, wish);
      tagReply(reply, done.version);
      tellOperation(reply, done.operation);
      return showRelation(done);
    },
  );
}

function similarSchema<Id>(tag: string, name: string, params: Id) {
  return {
    operationId: `listSimilarTo${name}`,
    summary: "Already archived? Published entries that it resembles, the likest first",
    tags: [tag],
    params,
    querystring: SimilarQuery,
    response: { 200: SimilarList, ...problemResponses },
  };
}

function relateSchema<Id>(act: Wish["act"], tag: string, name: string, params: Id) {
  const summary = {
    relate: "Cite a published entry; repeating it is harmless",
    unrelate: "Cite it no more",
  };
  return {
    operationId: `${act}${name}`,
    summary: summary[act],
    tags: [tag],
    params,
    body: RelateBody,
    response: { 200: RelationSchema, ...problemResponses },
  };
}

function wishOf(act: Wish["act"], { archive_id }: Static<typeof RelateBody>): Wish {
  const archiveId = parseArchiveId(archive_id);
  if (archiveId !== null) return { act, archiveId };
  throw new Problem(
    "invalid-input",
    `body/archive_id is ${archive_id}; an archive id is like 2508-072416: the issue is the month after the day.`,
  );
}

function list(items: readonly Similar[]): Static<typeof SimilarList> {
  return { items: items.map(showSimilar) };
}
