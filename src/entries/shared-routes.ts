// What the routes of entries have in common.

import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Db } from "#db/types.ts";
import { problemResponses } from "#http/openapi.ts";
import { operationHeaders, tellOperation } from "#http/operation-reply.ts";
import { tagReply } from "#http/precondition.ts";
import { findAbout } from "./about.ts";
import type { Done } from "./change.ts";
import { showEntry } from "./schema.ts";
import type { Entry } from "./store.ts";

export const tags = ["entries"];

export const EntryId = Type.Object({
  id: Type.String({ description: "The entry's number, or its archive id.", examples: ["1"] }),
});

/** An entry that an act has changed. */
const ChangedEntry = Type.Ref("Entry#", { headers: operationHeaders });
export const response = { 200: ChangedEntry, ...problemResponses };
export const madeResponse = { 201: ChangedEntry, ...problemResponses };

export const tokenHeader = {
  "claim-token": Type.Optional(
    Type.String({
      pattern: "^[1-9][0-9]{0,8}$",
      description: "`token` of the claim under which it was written; refused where it is over.",
      examples: ["1"],
    }),
  ),
};

export function tokenOf(request: FastifyRequest): number | undefined {
  const token = request.headers["claim-token"];
  return token === undefined ? undefined : Number(token);
}

export async function showEntries(
  db: Db,
  entries: readonly Entry[],
): Promise<ReturnType<typeof showEntry>[]> {
  const about = await findAbout(db, entries);
  return entries.map((entry) => showEntry(entry, about(entry)));
}

/** The entry after an act, with its ETag and the token that undoes the act. */
export async function answerDone(
  db: Db,
  reply: FastifyReply,
  { entry, operation }: Done,
): Promise<ReturnType<typeof showEntry>> {
  tagReply(reply, entry.version);
  tellOperation(reply, operation);
  const about = await findAbout(db, [entry]);
  return showEntry(entry, about(entry));
}

/** The same for an entry that the act has made. */
export async function answerMade(
  db: Db,
  reply: FastifyReply,
  done: Done,
): Promise<ReturnType<typeof showEntry>> {
  reply.code(201).header("location", `/api/entries/${done.entry.id}`);
  return answerDone(db, reply, done);
}
