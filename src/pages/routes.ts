// The addresses of the public archive, once in each language; what stands at them is in read-*.ts.

import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import type { DocumentCache } from "#http/document-cache.ts";
import type { Server } from "#http/server.ts";
import { addAboutRoutes } from "./about-routes.ts";
import { addAssetRoutes } from "./assets.ts";
import { addCiteRoutes } from "./cite-routes.ts";
import { addEntryPages } from "./entry-routes.ts";
import { addExportRoutes } from "./export-routes.ts";
import { pageSender, type SendPage } from "./send-page.ts";
import { addSitemapRoutes } from "./sitemap-routes.ts";
import { addSourcePages } from "./source-routes.ts";
import { addTopicPages } from "./topic-routes.ts";
import { type View, type ViewSettings, viewsOf } from "./view.ts";
import { addYearPages } from "./year-routes.ts";

export type PageRoutes = ViewSettings & { db: Db; archive: Archive; documents: DocumentCache };

/** What the routes of one language need. */
export type ViewRoutes = { db: Db; view: View; send: SendPage };

/** GET and HEAD of the front page, years, topics, entries, what explains them, and the assets. */
export async function addPageRoutes(server: Server, routes: PageRoutes): Promise<void> {
  const { db, archive, documents } = routes;
  for (const view of viewsOf(archive, routes)) {
    const viewed = { db, view, send: pageSender(view, documents) };
    addEntryPages(server, viewed);
    addYearPages(server, viewed);
    addTopicPages(server, viewed);
    addSourcePages(server, viewed);
    addAboutRoutes(server, viewed);
  }
  addCiteRoutes(server, routes);
  await addSitemapRoutes(server, routes);
  await addExportRoutes(server, routes);
  addOwnLanguage(server, archive);
  await addAssetRoutes(server);
}

/** Who types the archive's own language gets to the plain address. */
function addOwnLanguage(server: Server, { language }: Archive): void {
  server.get(`/${language}`, { schema: { hide: true } }, async (_, reply) =>
    reply.redirect("/", 301),
  );
  server.get(`/${language}/*`, { schema: { hide: true } }, async (request, reply) => {
    // Two slashes, or a backslash, at the beginning would name another host.
    const plain = request.url.slice(`/${language}`.length).replace(/^[/\\]+/, "/");
    return reply.redirect(plain, 301);
  });
}
