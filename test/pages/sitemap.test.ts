import { load } from "cheerio";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { bumpPublication } from "#entries/publication-store.ts";
import { entries } from "#entries/table.ts";
import type { Server } from "#http/server.ts";
import { addPageRoutes } from "#pages/routes.ts";
import { sitemap } from "#pages/sitemap.ts";
import { viewsOf } from "#pages/view.ts";
import { openPublicServer } from "../support/public-server.ts";
import { archive, publish, published, samples } from "../support/published.ts";

let db: Db;
let server: Server;

beforeEach(async () => {
  const sources = [{ id: "kawara", name: "瓦版通信", aliases: ["瓦版"] }];
  ({ db, server } = await openPublicServer((server, using) =>
    addPageRoutes(server, { archive, ...using, sources }),
  ));
});

/** Address to lastmod, "" where it has none. */
async function listed(path: string): Promise<Record<string, string>> {
  const { statusCode, headers, body } = await server.inject(path);
  expect([path, statusCode, headers["content-type"]]).toEqual([
    path,
    200,
    "application/xml; charset=utf-8",
  ]);
  const xml = load(body, { xml: true });
  return Object.fromEntries(
    xml("url, sitemap")
      .toArray()
      .map((one) => [
        xml(one).children("loc").text().replace(archive.url, ""),
        xml(one).children("lastmod").text(),
      ]),
  );
}

const old = published("2512-110201", {
  on: "2025-11-02",
  source: "瓦版",
  topics: ["exercises", "left"],
});

test("robots are told where the sitemaps are, and kept from the API only", async () => {
  const { body } = await server.inject("/robots.txt");
  expect(body).toMatch(/^User-agent: \*\nDisallow: \/api\/\n/);
  expect(body).toContain("\nSitemap: https://minato.example/sitemap.xml\n");
});

test("the index lists what there is, with the time of its last real change", async () => {
  expect(await listed("/sitemap.xml")).toEqual({ "/sitemaps/pages.xml": "" });
  await publish(db, 1, ...samples, old);
  expect(await listed("/sitemap.xml")).toEqual({
    "/sitemaps/pages.xml": "2026-07-31T12:00:00Z",
    "/sitemaps/sources.xml": "2026-07-31T12:00:00Z",
    "/sitemaps/2026-07.xml": "2026-07-31T12:00:00Z",
    "/sitemaps/2025-11.xml": "2025-11-02T12:00:00Z",
  });
});

test("a month lists its entries in both languages", async () => {
  await publish(db, 1, ...samples, old);
  expect(await listed("/sitemaps/2026-07.xml")).toEqual({
    "/entries/2608-073110": "2026-07-31T12:00:00Z",
    "/en/entries/2608-073110": "2026-07-31T12:00:00Z",
    "/entries/2608-072819": "2026-07-28T12:00:00Z",
    "/en/entries/2608-072819": "2026-07-28T12:00:00Z",
    "/entries/2608-072416": "2026-07-26T01:02:03Z",
    "/en/entries/2608-072416": "2026-07-26T01:02:03Z",
  });
});

test("pages and sources are those that are there, each with its own time", async () => {
  await publish(db, 1, ...samples, old);
  const pages = await listed("/sitemaps/pages.xml");
  expect(Object.keys(pages).filter((path) => !path.startsWith("/en/"))).toEqual([
    ...["/", "/about", "/glossary", "/sources/"],
    ...["/topics/exercises/", "/topics/ships/", "/topics/ports/"],
    ...["/2026/", "/2025/", "/2026/exercises/", "/2026/ships/", "/2025/exercises/"],
  ]);
  expect(pages["/topics/ships/"]).toBe("2026-07-28T12:00:00Z");
  expect(pages["/2025/"]).toBe("2025-11-02T12:00:00Z");
  const sources = Object.keys(await listed("/sitemaps/sources.xml"));
  expect(sources.filter((path) => !path.startsWith("/en/")).toSorted()).toEqual([
    "/sources/%E6%9D%B1%E9%83%BD%E6%96%B0%E8%81%9E/",
    "/sources/harborwire/",
    "/sources/kawara/",
  ]);
});

test("what is taken back leaves its month, and has changed it", async () => {
  await publish(db, 1, ...samples, old);
  const updatedAt = Temporal.Instant.from("2026-09-01T00:00:00Z");
  const withdrawn = {
    state: "withdrawn",
    reason: "false",
    withdrawnAt: updatedAt,
    updatedAt,
  } as const;
  await db.update(entries).set(withdrawn).where(sql`archive_id = '2608-073110'`);
  await bumpPublication(db, samples.slice(0, 1));
  expect((await listed("/sitemap.xml"))["/sitemaps/2026-07.xml"]).toBe("2026-09-01T00:00:00Z");
  expect(await listed("/sitemaps/2026-07.xml")).not.toHaveProperty("/entries/2608-073110");
  await db.update(entries).set(withdrawn).where(sql`archive_id = '2512-110201'`);
  await bumpPublication(db, [old]);
  expect(await listed("/sitemap.xml")).not.toHaveProperty("/sitemaps/2025-11.xml");
  expect((await server.inject("/sitemaps/2025-11.xml")).statusCode).toBe(404);
});

test.each(["2026-13", "1899-01", "0", "pages2", "2026-07-01", "%00", "../x"])(
  "there is no sitemap %s",
  async (part) => {
    await publish(db, 1, ...samples);
    expect((await server.inject(`/sitemaps/${part}.xml`)).statusCode).toBe(404);
  },
);

test("each language of a page names the others, and addresses are escaped", () => {
  const text = sitemap(viewsOf(archive), [{ path: "/a?b&<c", changedAt: null }]);
  const xml = load(text, { xml: true });
  const of = (loc: string): string[] =>
    xml("url")
      .filter((_, one) => xml(one).children("loc").text() === loc)
      .find("xhtml\\:link")
      .toArray()
      .map((link) => `${xml(link).attr("hreflang")} ${xml(link).attr("href")}`);
  const alternates = ["ja https://minato.example/a?b&<c", "en https://minato.example/en/a?b&<c"];
  expect(of("https://minato.example/a?b&<c")).toEqual(alternates);
  expect(of("https://minato.example/en/a?b&<c")).toEqual(alternates);
});
