// Keys, people, and who is asking. The access table says who may.

import type { Static } from "typebox";
import type { Clock } from "#base/clock.ts";
import type { Db } from "#db/types.ts";
import { actorOf } from "#http/actor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { createKey, type KeyShown, listKeys, revokeKey } from "./keys.ts";
import { addPerson, changeRole, listPeople, type Person } from "./people.ts";
import * as shape from "./schemas.ts";

type Options = { db: Db; clock: Clock };

export function addEditorRoutes(server: Server, options: Options): void {
  server.get("/api/me", { schema: operations.showMe }, async (request) => actorOf(request));
  addKeyRoutes(server, options);
  addPersonRoutes(server, options);
}

function addKeyRoutes(server: Server, { db, clock }: Options): void {
  server.get("/api/keys", { schema: operations.listKeys }, async () => {
    return { items: (await listKeys(db)).map(showKey), next: null };
  });

  server.post("/api/keys", { schema: operations.createKey }, async (request, reply) => {
    const by = actorOf(request);
    reply.code(201).header("cache-control", "no-store");
    return createKey(db, { ...request.body, by, now: clock() });
  });

  server.delete("/api/keys/:id", { schema: operations.revokeKey }, async (request, reply) => {
    await revokeKey(db, request.params.id, { by: actorOf(request), now: clock() });
    return reply.code(204).send(null);
  });
}

function addPersonRoutes(server: Server, { db, clock }: Options): void {
  server.get("/api/people", { schema: operations.listPeople }, async () => {
    return { items: (await listPeople(db)).map(showPerson), next: null };
  });

  server.post("/api/people", { schema: operations.addPerson }, async (request, reply) => {
    const person = await addPerson(db, request.body, { by: actorOf(request), now: clock() });
    reply.code(201);
    return showPerson(person);
  });

  server.patch("/api/people/:id", { schema: operations.changeRole }, async (request) => {
    const { id } = request.params;
    const done = { by: actorOf(request), now: clock() };
    return showPerson(await changeRole(db, id, request.body.role, done));
  });
}

function showKey(key: KeyShown): Static<typeof shape.Key> {
  return {
    id: key.id,
    name: key.name,
    role: key.role,
    prefix: key.prefix,
    created_at: key.createdAt.toString(),
    created_by: key.createdBy,
    last_used_at: key.lastUsedAt?.toString() ?? null,
    revoked_at: key.revokedAt?.toString() ?? null,
  };
}

function showPerson(person: Person): Static<typeof shape.Person> {
  return {
    id: person.id,
    name: person.name,
    address: person.email,
    role: person.role,
    added_at: person.createdAt.toISOString(),
    has_signed_in: person.emailVerified,
  };
}

const tags = ["editors"];

const operations = {
  showMe: {
    operationId: "showMe",
    summary: "Who is asking, and with which role",
    tags,
    response: { 200: shape.Me, ...problemResponses },
  },
  listKeys: {
    operationId: "listKeys",
    summary: "All API keys, newest first, revoked ones too",
    tags,
    querystring: shape.NoQuery,
    response: { 200: shape.KeyList, ...problemResponses },
  },
  createKey: {
    operationId: "createKey",
    summary: "Make an API key; this answer is the only one that shows it",
    tags,
    body: shape.NewKey,
    response: { 201: shape.KeyMade, ...problemResponses },
  },
  revokeKey: {
    operationId: "revokeKey",
    summary: "Revoke an API key at once",
    tags,
    params: shape.KeyParams,
    response: { 204: shape.Nothing, ...problemResponses },
  },
  listPeople: {
    operationId: "listPeople",
    summary: "Everybody who may sign in",
    tags,
    querystring: shape.NoQuery,
    response: { 200: shape.PersonList, ...problemResponses },
  },
  addPerson: {
    operationId: "addPerson",
    summary: "Let somebody sign in by mailed links",
    tags,
    body: shape.NewPerson,
    response: { 201: shape.Person, ...problemResponses },
  },
  changeRole: {
    operationId: "changeRole",
    summary: "Change a person's role, from their next request on",
    tags,
    params: shape.PersonParams,
    body: shape.NewRole,
    response: { 200: shape.Person, ...problemResponses },
  },
} as const;
