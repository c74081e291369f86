import { Type } from "typebox";
import type { Server } from "#http/server.ts";
import { readEntryPage, readHomePage, readWithdrawnPage } from "./read-pages.ts";
import type { ViewRoutes } from "./routes.ts";
import { wordsOf } from "./words.ts";

const hidden = { schema: { hide: true } };
const withId = { schema: { hide: true, params: Type.Object({ id: Type.String() }) } };

/** The front page, and each entry under its id. */
export function addEntryPages(server: Server, { db, view, send }: ViewRoutes): void {
  server.get(view.path("/"), hidden, async (request, reply) =>
    send(request, reply, { key: "/", build: () => readHomePage(db, view), missing: "" }),
  );
  server.get(view.path("/entries/:id"), withId, async (request, reply) => {
    const { id } = request.params;
    return send(request, reply, {
      key: `/entries/${id}`,
      build: () => readEntryPage(db, view, id),
      gone: () => readWithdrawnPage(db, view, id),
      missing: wordsOf(view).noEntry(id),
    });
  });
}
