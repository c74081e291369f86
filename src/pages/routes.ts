// The addresses of the public archive; what stands at them is in read-pages.ts.

import { Type } from "typebox";
import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import type { DocumentCache } from "#http/document-cache.ts";
import type { Server } from "#http/server.ts";
import { aboutPage } from "./about-page.ts";
import { addAssetRoutes } from "./assets.ts";
import { addCiteRoutes } from "./cite-routes.ts";
import { problemPage } from "./problem-page.ts";
import {
  findNewestYear,
  readEntryPage,
  readHomePage,
  readTopicPage,
  readWithdrawnPage,
  readYearPage,
} from "./read-pages.ts";
import { pageSender, type SendPage } from "./send-page.ts";
import { emptyTopicPage } from "./topic-page.ts";
import { wordsOf } from "./words.ts";
import { yearPath } from "./year-links.ts";

/** A year is told by its form, so that it takes no other page's place. */
const year = ":year(^(?:19|20)[0-9][0-9]$)";

const hidden = { schema: { hide: true } };
const withYear = { schema: { hide: true, params: Type.Object({ year: Type.Integer() }) } };
const withYearAndTopic = {
  schema: { hide: true, params: Type.Object({ year: Type.Integer(), topic: Type.String() }) },
};
const withTopic = { schema: { hide: true, params: Type.Object({ topic: Type.String() }) } };
const withId = { schema: { hide: true, params: Type.Object({ id: Type.String() }) } };
const withName = { schema: { hide: true, params: Type.Object({ name: Type.String() }) } };

export type PageRoutes = { db: Db; archive: Archive; documents: DocumentCache };

/** GET and HEAD of the front page, years, topics, entries, what explains them, and the assets. */
export async function addPageRoutes(server: Server, routes: PageRoutes): Promise<void> {
  const send = pageSender(routes.archive, routes.documents);
  addYearRoutes(server, routes, send);
  addTopicRoutes(server, routes, send);
  addOtherRoutes(server, routes, send);
  addCiteRoutes(server, { ...routes, send });
  await addAssetRoutes(server);
}

function addYearRoutes(server: Server, { db, archive }: PageRoutes, send: SendPage): void {
  server.get(`/${year}`, withYear, async ({ params }, reply) =>
    reply.redirect(yearPath(params.year), 301),
  );
  server.get(`/${year}/`, withYear, async (request, reply) => {
    const { year } = request.params;
    return send(request, reply, {
      key: yearPath(year),
      build: () => readYearPage(db, archive, year),
      missing: wordsOf(archive).noYear(year),
    });
  });
}

function addTopicRoutes(server: Server, { db, archive }: PageRoutes, send: SendPage): void {
  const words = wordsOf(archive);
  const find = (slug: string) => archive.topics.find((topic) => topic.slug === slug);

  server.get(`/${year}/:topic`, withYearAndTopic, async ({ params }, reply) =>
    reply.redirect(yearPath(params.year, encodeURIComponent(params.topic)), 301),
  );
  server.get(`/${year}/:topic/`, withYearAndTopic, async (request, reply) => {
    const { year, topic: slug } = request.params;
    const topic = find(slug);
    return send(request, reply, {
      key: yearPath(year, slug),
      build: async () => (topic ? readTopicPage(db, archive, topic, year) : null),
      missing: topic ? words.noYear(year) : words.noTopic(slug),
    });
  });
  server.get("/topics/:topic", withTopic, async ({ params }, reply) =>
    reply.redirect(`/topics/${encodeURIComponent(params.topic)}/`, 301),
  );
  server.get("/topics/:topic/", withTopic, async (request, reply) => {
    const slug = request.params.topic;
    const topic = find(slug);
    const newest = topic ? await findNewestYear(db, slug) : null;
    if (newest !== null) return reply.redirect(yearPath(newest, slug), 302);
    return send(request, reply, {
      key: `/topics/${slug}/`,
      build: async () => (topic ? emptyTopicPage(archive, topic) : null),
      missing: words.noTopic(slug),
    });
  });
}

function addOtherRoutes(server: Server, { db, archive }: PageRoutes, send: SendPage): void {
  const words = wordsOf(archive);

  server.get("/", hidden, async (request, reply) =>
    send(request, reply, { key: "/", build: () => readHomePage(db, archive), missing: "" }),
  );
  server.get("/about", hidden, async (request, reply) =>
    send(request, reply, { key: "/about", build: async () => aboutPage(archive), missing: "" }),
  );
  server.get("/entries/:id", withId, async (request, reply) => {
    const { id } = request.params;
    return send(request, reply, {
      key: `/entries/${id}`,
      build: () => readEntryPage(db, archive, id),
      gone: () => readWithdrawnPage(db, archive, id),
      missing: words.noEntry(id),
    });
  });
  server.get("/problems/:name", withName, async (request, reply) => {
    const { name } = request.params;
    return send(request, reply, {
      key: `/problems/${name}`,
      build: async () => problemPage(name),
      missing: words.noProblem(name),
    });
  });
}
