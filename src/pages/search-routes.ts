// The search for readers, in both languages. Whatever is typed is answered with a page.

import type { FastifyReply, FastifyRequest } from "fastify";
import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { parseArchiveId } from "#entries/archive-id.ts";
import { findPublished, findWithdrawn } from "#entries/published-store.ts";
import type { Search, Searched } from "#entries/search.ts";
import { readSearchCursor } from "#entries/search-order.ts";
import { makeDocument, sendDocument } from "#http/bytes.ts";
import type { DocumentCache } from "#http/document-cache.ts";
import { pageHeaders } from "#http/page-headers.ts";
import type { Server } from "#http/server.ts";
import type { Known } from "#search/operators.ts";
import { type ParsedQuery, parseQuery } from "#search/query.ts";
import { type Page, pageFrame } from "./frame.ts";
import { openSearch } from "./open-search.ts";
import { type SearchShown, searchPath } from "./search-address.ts";
import { emptySearchPage, searchPage } from "./search-page.ts";
import { type View, type ViewSettings, viewsOf } from "./view.ts";

export type SearchPages = ViewSettings & {
  db: Db;
  archive: Archive;
  search: Search;
  known: Known;
  /** Of its own, so that what anybody types drives no page of the archive out of another. */
  documents: DocumentCache;
};

const contentType = "text/html; charset=utf-8";
const hidden = { schema: { hide: true }, config: { cleansQuery: true } };
const onPage = 20;

/** GET and HEAD of /search and /opensearch.xml, and of the same under /en. */
export async function addSearchPages(server: Server, routes: SearchPages): Promise<void> {
  for (const view of viewsOf(routes.archive, routes)) {
    const answer = searchSender(view, routes);
    server.get(view.path("/search"), hidden, answer);
    const description = await makeDocument(
      "application/opensearchdescription+xml",
      openSearch(view),
    );
    server.get(view.path("/opensearch.xml"), hidden, async (request, reply) =>
      sendDocument(request, reply, description),
    );
  }
}

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

function searchSender(view: View, { db, archive, search, known, documents }: SearchPages): Answer {
  const frame = pageFrame(archive);
  const document = (page: Page) => ({
    ...{ contentType, text: frame(page).markup, tags: page.tags, headers: pageHeaders },
  });

  return async (request, reply) => {
    const { query, shown } = readSearch(request.query, known);
    const id = query.parts.length === 1 ? await findNamed(db, query) : null;
    if (id !== null) return reply.redirect(view.path(`/entries/${id}`), 302);
    let refused: Searched = { outcome: "busy" };
    const made = await documents.get(view.path(searchPath(shown)), async () => {
      if (query.parts.length === 0) return document(emptySearchPage(view, query));
      const after = shown.cursor === null ? null : readSearchCursor(shown.cursor);
      const found = await search(query, { limit: onPage, order: shown.order, after });
      if (found.outcome === "found") return document(searchPage(view, { query, shown, found }));
      refused = found;
      return null;
    });
    if (made !== null) return sendDocument(request, reply, made);
    const { markup } = frame(searchPage(view, { query, shown, found: refused }));
    reply.code(503).headers({ ...pageHeaders, "retry-after": "10", "cache-control": "no-store" });
    return reply.type(contentType).send(markup);
  };
}

/** A parameter that is given twice is read once, and a cursor that is none of ours not at all. */
function readSearch(parameters: unknown, known: Known): { query: ParsedQuery; shown: SearchShown } {
  const { q, order, cursor } = parameters as Record<string, unknown>;
  const [text, place] = [q, cursor].map((one) => [one].flat()[0]).map((one) => String(one ?? ""));
  const query = parseQuery(text ?? "", known);
  const isOurs = readSearchCursor(place ?? "") !== null;
  return {
    query,
    shown: {
      query: query.written,
      order: order === "best" ? "best" : "newest",
      cursor: isOurs ? (place ?? null) : null,
    },
  };
}

/** Who types a number wants that entry; also one that was withdrawn, which has its page. */
async function findNamed(db: Db, { parts }: ParsedQuery): Promise<string | null> {
  const [part] = parts;
  const id = part?.kind === "id" && !part.not ? parseArchiveId(part.begins) : null;
  if (id === null) return null;
  const [published] = await findPublished(db, [id]);
  return published || (await findWithdrawn(db, id)) ? id : null;
}
