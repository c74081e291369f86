import { Type } from "typebox";
import type { Server } from "#http/server.ts";
import { readTopicPage, readTopicYearPage } from "./read-pages.ts";
import type { ViewRoutes } from "./routes.ts";
import { wordsOf } from "./words.ts";
import { yearPath } from "./year-links.ts";
import { yearParam } from "./year-routes.ts";

const withYearAndTopic = {
  schema: { hide: true, params: Type.Object({ year: Type.Integer(), topic: Type.String() }) },
};
const withTopic = { schema: { hide: true, params: Type.Object({ topic: Type.String() }) } };

export function addTopicPages(server: Server, routes: ViewRoutes): void {
  addTopicYears(server, routes);
  addTopics(server, routes);
}

function addTopicYears(server: Server, { db, view, send }: ViewRoutes): void {
  server.get(view.path(`/${yearParam}/:topic`), withYearAndTopic, async ({ params }, reply) =>
    reply.redirect(view.path(yearPath(params.year, encodeURIComponent(params.topic))), 301),
  );
  server.get(view.path(`/${yearParam}/:topic/`), withYearAndTopic, async (request, reply) => {
    const { year, topic: slug } = request.params;
    const topic = view.archive.topics.find((topic) => topic.slug === slug);
    const words = wordsOf(view);
    return send(request, reply, {
      key: yearPath(year, slug),
      build: async () => (topic ? readTopicYearPage(db, view, topic, year) : null),
      missing: topic ? words.noYear(year) : words.noTopic(slug),
    });
  });
}

function addTopics(server: Server, { db, view, send }: ViewRoutes): void {
  server.get(view.path("/topics/:topic"), withTopic, async ({ params }, reply) =>
    reply.redirect(view.path(`/topics/${encodeURIComponent(params.topic)}/`), 301),
  );
  server.get(view.path("/topics/:topic/"), withTopic, async (request, reply) => {
    const slug = request.params.topic;
    const topic = view.archive.topics.find((topic) => topic.slug === slug);
    return send(request, reply, {
      key: `/topics/${slug}/`,
      build: async () => (topic ? readTopicPage(db, view, topic) : null),
      missing: wordsOf(view).noTopic(slug),
    });
  });
}
