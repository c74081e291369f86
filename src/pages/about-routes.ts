import { Type } from "typebox";
import type { Server } from "#http/server.ts";
import { aboutPage } from "./about-page.ts";
import { glossaryPage } from "./glossary-page.ts";
import { problemPage } from "./problem-page.ts";
import type { ViewRoutes } from "./routes.ts";
import { wordsOf } from "./words.ts";

const hidden = { schema: { hide: true } };
const withName = { schema: { hide: true, params: Type.Object({ name: Type.String() }) } };

/** What the archive is, and what the names in it mean. */
export function addAboutRoutes(server: Server, { view, send }: ViewRoutes): void {
  server.get(view.path("/about"), hidden, async (request, reply) =>
    send(request, reply, { key: "/about", build: async () => aboutPage(view), missing: "" }),
  );
  server.get(view.path("/glossary"), hidden, async (request, reply) =>
    send(request, reply, {
      key: "/glossary",
      build: async () => glossaryPage(view),
      missing: "",
    }),
  );
  // A problem's type is one address, whatever the reader's language.
  if (view.language !== view.archive.language) return;
  server.get("/problems/:name", withName, async (request, reply) => {
    const { name } = request.params;
    return send(request, reply, {
      key: `/problems/${name}`,
      build: async () => problemPage(name),
      missing: wordsOf(view).noProblem(name),
    });
  });
}
