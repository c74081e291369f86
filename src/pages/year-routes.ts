import { Type } from "typebox";
import type { Server } from "#http/server.ts";
import { readYearPage } from "./read-pages.ts";
import type { ViewRoutes } from "./routes.ts";
import { wordsOf } from "./words.ts";
import { yearPath } from "./year-links.ts";

/** A year is told by its form, so that it takes no other page's place. */
export const yearParam = ":year(^(?:19|20)[0-9][0-9]$)";

const withYear = { schema: { hide: true, params: Type.Object({ year: Type.Integer() }) } };

export function addYearPages(server: Server, { db, view, send }: ViewRoutes): void {
  server.get(view.path(`/${yearParam}`), withYear, async ({ params }, reply) =>
    reply.redirect(view.path(yearPath(params.year)), 301),
  );
  server.get(view.path(`/${yearParam}/`), withYear, async (request, reply) => {
    const { year } = request.params;
    return send(request, reply, {
      key: yearPath(year),
      build: () => readYearPage(db, view, year),
      missing: wordsOf(view).noYear(year),
    });
  });
}
