import { Type } from "typebox";
import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { parseArchiveId } from "#entries/archive-id.ts";
import { tagOf } from "#entries/publication-tags.ts";
import { findPublished } from "#entries/published-store.ts";
import { sendDocument } from "#http/bytes.ts";
import type { DocumentCache, Written } from "#http/document-cache.ts";
import type { Server } from "#http/server.ts";
import { type CiteFormat, citeFormats } from "./cite-formats.ts";
import { readWithdrawnPage } from "./read-pages.ts";
import { pageSender } from "./send-page.ts";
import { viewOf } from "./view.ts";
import { wordsOf } from "./words.ts";

type CiteRoutes = { db: Db; archive: Archive; documents: DocumentCache };

const withId = { schema: { hide: true, params: Type.Object({ id: Type.String() }) } };

/**
 * GET and HEAD of /entries/{id}.bib and the like. Where there is no such entry, or none any more, the
 * answer is the one that its page would be.
 */
export function addCiteRoutes(server: Server, routes: CiteRoutes): void {
  for (const format of citeFormats) addCiteRoute(server, routes, format);
}

function addCiteRoute(
  server: Server,
  { db, archive, documents }: CiteRoutes,
  format: CiteFormat,
): void {
  const view = viewOf(archive, archive.language);
  const send = pageSender(view, documents);
  server.get(`/entries/:id.${format.ending}`, withId, async (request, reply) => {
    const { id } = request.params;
    const key = `/entries/${id}.${format.ending}`;
    const document = await documents.get(key, () => cited(id));
    if (document !== null) return sendDocument(request, reply, document);
    return send(request, reply, {
      key,
      build: async () => null,
      gone: () => readWithdrawnPage(db, view, id),
      missing: wordsOf(view).noEntry(id),
    });
  });

  async function cited(text: string): Promise<Written | null> {
    const id = parseArchiveId(text);
    const [entry] = id === null ? [] : await findPublished(db, [id]);
    if (!entry) return null;
    const name = `${entry.archiveId}.${format.ending}`;
    return {
      contentType: `${format.mediaType}; charset=utf-8`,
      text: format.write(archive, entry),
      tags: [tagOf.entry(entry.archiveId)],
      headers: { "content-disposition": `attachment; filename="${name}"` },
    };
  }
}
