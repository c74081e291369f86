import { Type } from "typebox";
import { type ArchiveId, parseArchiveId } from "#entries/archive-id.ts";
import type { Server } from "#http/server.ts";
import { readSourcePage, readSourcesPage } from "./read-sources.ts";
import type { ViewRoutes } from "./routes.ts";
import { sourcePath } from "./sources-page.ts";
import { wordsOf } from "./words.ts";

const hidden = { schema: { hide: true } };
const withSlug = { schema: { hide: true, params: Type.Object({ slug: Type.String() }) } };

export function addSourcePages(server: Server, { db, view, send }: ViewRoutes): void {
  server.get(view.path("/sources"), hidden, async (_, reply) =>
    reply.redirect(view.path("/sources/"), 301),
  );
  server.get(view.path("/sources/"), hidden, async (request, reply) =>
    send(request, reply, {
      key: "/sources/",
      build: () => readSourcesPage(db, view),
      missing: "",
    }),
  );
  server.get(view.path("/sources/:slug"), withSlug, async ({ params }, reply) =>
    reply.redirect(view.path(sourcePath(params.slug)), 301),
  );
  server.get(view.path("/sources/:slug/"), withSlug, async (request, reply) => {
    const { slug } = request.params;
    const before = beforeOf(request.query);
    return send(request, reply, {
      key: `${sourcePath(slug)}?${before ?? ""}`,
      build: () => readSourcePage(db, view, { slug, before }),
      missing: wordsOf(view).noSource(slug),
    });
  });
}

/** What is no id begins at the newest. */
function beforeOf(query: unknown): ArchiveId | undefined {
  const { before } = query as Record<string, unknown>;
  return (typeof before === "string" ? parseArchiveId(before) : null) ?? undefined;
}
