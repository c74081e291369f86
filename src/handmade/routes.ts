// The hand-made page over HTTP: brought in by an admin, written back for any editor.

import type { Static } from "typebox";
import type { Archive } from "#base/archive.ts";
import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { actorOf } from "#http/actor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { exportPage, type Form } from "./export.ts";
import { importPage } from "./import.ts";
import { findGivenIds } from "./import-store.ts";
import { citedElsewhere, danglingReferences, unknownSources } from "./page-references.ts";
import { topicOfPage } from "./page-topic.ts";
import { readPage } from "./read-page.ts";
import { ExportQuery, ImportQuery, ImportTold, Page } from "./schemas.ts";

export type HandmadeRoutes = {
  db: Db;
  clock: Clock;
  archive: Archive;
  knownSources: readonly string[];
  /** Bytes to text, by what HTTP says of them or, where that is null, by their own look. */
  decode: (bytes: Uint8Array, contentType: string | null) => string;
};

const tags = ["pages"];
const types = { html: "text/html", text: "text/plain" } as const;
const mostBytes = 5 * 1024 * 1024;

export function addHandmadeRoutes(app: Server, routes: HandmadeRoutes): void {
  app.get(
    "/api/export",
    {
      schema: {
        operationId: "exportPage",
        summary: "A topic's year as the page that import reads",
        tags,
        querystring: ExportQuery,
        response: {
          200: { content: contentOf(types.html, types.text) },
          ...problemResponses,
        },
      },
    },
    async ({ query: { topic, year, format = "html" } }, reply) => {
      const page = await exportPage(routes.db, routes, { topic, year, form: format as Form });
      if (page === null) throw new Problem("not-found", `There is nothing of ${topic} in ${year}.`);
      const name = `${topic}-${year}.${format === "html" ? "html" : "txt"}`;
      return reply
        .type(`${types[format]}; charset=utf-8`)
        .header("content-disposition", `attachment; filename="${name}"`)
        .send(page);
    },
  );
  // A scope of its own: the rest of the API takes JSON only.
  void app.register((scope: Server, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      Object.values(types),
      { parseAs: "buffer", bodyLimit: mostBytes },
      (request, body, done) =>
        done(null, routes.decode(body as Buffer, request.headers["content-type"] ?? null)),
    );
    addImport(scope, routes);
    done();
  });
}

function addImport(scope: Server, routes: HandmadeRoutes): void {
  scope.post(
    "/api/import",
    {
      bodyLimit: mostBytes,
      schema: {
        operationId: "importPage",
        summary: "Bring a hand-made page in, HTML or text; harmless to repeat",
        tags,
        querystring: ImportQuery,
        body: { content: contentOf(types.html, types.text) },
        response: { 200: ImportTold, ...problemResponses },
      },
    },
    async (request) => {
      const { topic, dry_run = false } = request.query;
      const actor = actorOf(request);
      return bringIn(routes, String(request.body), { topic, dryRun: dry_run, actor });
    },
  );
}

async function bringIn(
  { db, clock, archive, knownSources }: HandmadeRoutes,
  text: string,
  asked: { topic: string | undefined; dryRun: boolean; actor: { id: string; name: string } },
): Promise<Static<typeof ImportTold>> {
  const { dryRun, actor } = asked;
  const page = readPage(text, { knownSources });
  if ("fault" in page) throw new Problem("invalid-input", `The page ${page.fault}.`);
  const found = asked.topic ?? topicOfPage({ heading: page.heading, path: "" }, archive.topics);
  const topic = requireTopic(found, archive);
  if (page.entries.length === 0) {
    throw new Problem("invalid-input", "The page has no entries: each begins with its date.");
  }
  const { timeZone } = archive;
  const named = [{ file: "body", page }];
  const given = await findGivenIds(db, citedElsewhere(named));
  const report = await importPage(db, page, { topic, timeZone, dryRun, actor, now: clock() });
  return {
    ...{ dry_run: dryRun, topic, heading: page.heading, year: page.year },
    ...{ entries: page.entries.length, ...report, oddities: [...page.oddities] },
    unknown_sources: unknownSources(named),
    dangling: danglingReferences(named, given).map(({ file: _, ...reference }) => reference),
  };
}

function requireTopic(slug: string | null, { topics }: Archive): string {
  if (slug !== null && topics.some((topic) => topic.slug === slug)) return slug;
  const known = topics.map((topic) => topic.slug).join(", ");
  const what = slug === null ? "is missing, and the heading names none" : `is ${slug}`;
  throw new Problem("invalid-input", `querystring/topic ${what}; the topics are ${known}.`);
}

function contentOf(...media: readonly string[]): Record<string, { schema: typeof Page }> {
  return Object.fromEntries(media.map((type) => [type, { schema: Page }]));
}
