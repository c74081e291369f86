// What search engines ask for: robots.txt, the index of sitemaps, and its parts.

import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Archive } from "#base/archive.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { everything, tagOf } from "#entries/publication-tags.ts";
import {
  listMonthEntries,
  listMonths,
  listTopicYears,
  listWrittenSources,
} from "#entries/sitemap-store.ts";
import { makeDocument, sendDocument } from "#http/bytes.ts";
import type { DocumentCache } from "#http/document-cache.ts";
import type { Server } from "#http/server.ts";
import { entryPath } from "./entry-parts.ts";
import { type Listed, sitemap, sitemapIndex } from "./sitemap.ts";
import { latest, listedPages, listedSources } from "./sitemap-pages.ts";
import { type ViewSettings, viewsOf } from "./view.ts";

type SitemapRoutes = ViewSettings & { db: Db; archive: Archive; documents: DocumentCache };

/** A sitemap holds 50,000 addresses at most; each source has one a language. */
const mostSources = 20_000;

const hidden = { schema: { hide: true } };
const withMonth = { schema: { hide: true, params: Type.Object({ month: Type.String() }) } };

/** GET and HEAD of /robots.txt (RFC 9309), /sitemap.xml and /sitemaps/{part}.xml */
export async function addSitemapRoutes(server: Server, routes: SitemapRoutes): Promise<void> {
  const robots = await makeDocument("text/plain; charset=utf-8", robotsText(routes.archive));
  server.get("/robots.txt", hidden, async (request, reply) => sendDocument(request, reply, robots));
  const parts = sitemapParts(routes);
  for (const [path, write] of Object.entries(parts.fixed)) {
    server.get(path, hidden, (request, reply) => send(request, reply, path, everything, write));
  }
  server.get("/sitemaps/:month.xml", withMonth, async (request, reply) => {
    const month = monthOf(request.params.month);
    const write = (): Promise<string> => parts.ofMonth(month);
    return send(request, reply, `/sitemaps/${month}.xml`, tagOf.month(month), write);
  });

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    tag: string,
    write: () => Promise<string>,
  ): Promise<void> {
    const document = await routes.documents.get(path, async () => ({
      ...{ contentType: "application/xml; charset=utf-8", text: await write(), tags: [tag] },
    }));
    if (document !== null) sendDocument(request, reply, document);
  }
}

const robotsText = ({ url }: Archive): string => `User-agent: *
Disallow: /api/
Disallow: /sign-in
Disallow: /unsubscribe/

Sitemap: ${url}/sitemap.xml
`;

function sitemapParts({ db, archive, ...settings }: SitemapRoutes): {
  fixed: Record<string, () => Promise<string>>;
  ofMonth: (month: Temporal.PlainYearMonth) => Promise<string>;
} {
  const views = viewsOf(archive, settings);
  const pages = async (): Promise<Listed[]> =>
    listedPages(archive.topics, await listTopicYears(db));
  const sources = async (): Promise<Listed[]> =>
    listedSources(views[0], await listWrittenSources(db, mostSources));

  return {
    fixed: {
      "/sitemap.xml": async () => sitemapIndex(views, await index()),
      "/sitemaps/pages.xml": async () => sitemap(views, await pages()),
      "/sitemaps/sources.xml": async () => sitemap(views, await sources()),
    },
    ofMonth: async (month) => {
      const entries = await listMonthEntries(db, month);
      if (entries.length === 0) throw noSitemap(month.toString());
      const listed = entries.map(({ archiveId, changedAt }) => ({
        path: entryPath(archiveId),
        changedAt,
      }));
      return sitemap(views, listed);
    },
  };

  async function index(): Promise<Listed[]> {
    const months = await listMonths(db);
    const part = (name: string, changedAt: Temporal.Instant | null): Listed => ({
      path: `/sitemaps/${name}.xml`,
      changedAt,
    });
    return [
      part("pages", latest(months)),
      ...(months.length === 0 ? [] : [part("sources", latest(months))]),
      ...months.map(({ name, changedAt }) => part(name, changedAt)),
    ];
  }
}

function monthOf(text: string): Temporal.PlainYearMonth {
  if (!/^(19|20)\d{2}-(0[1-9]|1[0-2])$/.test(text)) throw noSitemap(text);
  return Temporal.PlainYearMonth.from(text);
}

function noSitemap(part: string): Problem {
  return new Problem("not-found", `There is no sitemap ${part}; /sitemap.xml lists them all.`);
}
