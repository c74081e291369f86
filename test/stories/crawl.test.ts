// Every public address of an archive, walked as a search engine walks them.

import { type CheerioAPI, load } from "cheerio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { crawl, type Fetched } from "../support/crawl.ts";
import { openTestDatabase } from "../support/database.ts";
import { htmlFaults } from "../support/html-rules.ts";
import { fillReadingArchive, readingIds } from "../support/reading-archive.ts";

let app: TestApp;
let all: Fetched[];
let pages: (Fetched & { dom: CheerioAPI })[];

beforeAll(async () => {
  const db = await openTestDatabase();
  await fillReadingArchive(db, 40);
  app = await startTestApp(db, {
    clock: testClock("2026-08-02T00:00:00Z"),
    sources: [{ id: "wire", name: "Harbor Wire", language: "en" }],
  });
  all = await crawl(app.url, ["/", "/robots.txt", "/sitemap.xml"]);
  pages = all
    .filter((one) => one.status === 200 && isPage(one))
    .map((one) => ({ ...one, dom: load(one.body) }));
});
afterAll(() => app.close());

const isPage = ({ headers }: Fetched): boolean =>
  headers.get("content-type")?.startsWith("text/html") ?? false;
const atAddress = (address: string): Fetched | undefined =>
  all.find((one) => one.address === address);

test("the walk comes to every kind of address", () => {
  const kinds = [
    ...["/", "/en/", "/2026/", "/2026/us-japan/", "/topics/harbour/", "/en/topics/harbour/"],
    ...[`/entries/${readingIds.followed}`, `/en/entries/${readingIds.followed}`, "/about"],
    ...["/sources/", "/sources/wire/", "/glossary", "/search", "/en/search", "/subscribe"],
    ...["/feeds/all.atom", "/feeds/topics/harbour.atom", "/assets/icon.svg"],
    ...["/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/2026-07.xml", "/robots.txt"],
    ...["/entries.jsonl", "/schema/entry.json", "/2026.zip", "/2025.zip"],
    ...["bib", "csl.json", "ris"].map((ending) => `/entries/${readingIds.corrected}.${ending}`),
  ];
  expect(kinds.filter((address) => atAddress(address) === undefined)).toEqual([]);
});

test("no link is broken, and none leads to where it is only led on", () => {
  const broken = all.filter(({ status }) => status !== 200);
  expect(broken.map(({ from, address, status }) => `${from} links ${address}: ${status}`)).toEqual(
    [],
  );
});

test("every link to a place in a page finds it", () => {
  const missing: string[] = [];
  const places = new Map(pages.map(({ address, body }) => [address, idsOf(body)]));
  for (const { address, dom } of pages) {
    for (const link of hrefsOf(dom).filter((link) => link.includes("#"))) {
      const url = new URL(link, app.url + address);
      if (url.origin !== app.url || url.hash === "") continue;
      const found = places
        .get(url.pathname + url.search)
        ?.has(decodeURIComponent(url.hash.slice(1)));
      if (!found) missing.push(`${address} links ${link}`);
    }
  }
  expect(missing).toEqual([]);
});

function idsOf(body: string): Set<string> {
  return new Set([...body.matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id));
}

function hrefsOf(page: CheerioAPI): string[] {
  return page("[href]")
    .toArray()
    .map((element) => page(element).attr("href") ?? "");
}

describe("each page", () => {
  test("is valid HTML", () => {
    const faults = pages.flatMap(({ address, body }) =>
      htmlFaults(body).map((fault) => `${address} ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  test("names its own address, and its other language's names it back", () => {
    const wrong: string[] = [];
    for (const { address, dom: page } of pages) {
      const canonical = page('link[rel="canonical"]').attr("href");
      if (canonical === undefined) continue;
      if (canonical !== app.url + address) wrong.push(`${address} says it is ${canonical}`);
      for (const link of page("link[hreflang]").toArray()) {
        const address = (link.attribs.href ?? "").slice(app.url.length);
        const other = pages.find((one) => one.address === address);
        if (!other || !namesIt(other, canonical)) wrong.push(`${address}: ${link.attribs.href}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(pages.filter(({ body }) => body.includes('rel="canonical"')).length).toBeGreaterThan(50);
  });

  test("is in the sitemaps, where it has an address of its own", () => {
    const maps = all.filter(({ address }) => address.startsWith("/sitemaps/"));
    const listed = new Set(
      maps.flatMap(({ body }) => [...body.matchAll(/<loc>([^<]+)</g)].map(([, loc]) => loc)),
    );
    const canonical = pages.flatMap(({ dom }) => dom('link[rel="canonical"]').attr("href") ?? []);
    // What was searched for is the reader's, and has no end.
    const left = canonical.filter((address) => !listed.has(address) && !isSearch(address));
    expect(left.map((address) => address.slice(app.url.length))).toEqual([]);
    expect([...listed].filter((address) => !canonical.includes(address ?? ""))).toEqual([]);
  });

  test("asks nobody else for anything, and runs nothing", () => {
    const wrong: string[] = [];
    for (const { address, body, dom: page } of pages) {
      const loaded = page(
        "[src], link[rel=stylesheet], link[rel=icon], link[rel=preload], form, object, embed, iframe",
      );
      for (const element of loaded.toArray()) {
        const { src, href, action = "" } = element.attribs;
        const url = new URL(src ?? href ?? action, app.url + address);
        if (url.origin !== app.url) wrong.push(`${address} loads ${url}`);
      }
      const scripts = page('script:not([type="application/ld+json"])').length;
      if (scripts > 0 || /url\(|@import| on[a-z]+="| style="/.test(body))
        wrong.push(`${address} is not plain`);
    }
    expect(wrong).toEqual([]);
    expect(atAddress("/")?.headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});

describe("each address", () => {
  test("answers HEAD with the headers of GET, and nothing else", async () => {
    const wrong: string[] = [];
    for (const { address, status, headers } of all) {
      const head = await fetch(app.url + address, { method: "HEAD", redirect: "manual" });
      const same = comparable(head.headers) === comparable(headers);
      if (head.status !== status || !same) wrong.push(`${address}: ${comparable(head.headers)}`);
    }
    expect(wrong).toEqual([]);
  });

  test("is not sent again to who has it, by ETag and by time", async () => {
    const wrong: string[] = [];
    for (const { address, headers } of all.filter(({ address }) => !isAlwaysNew(address))) {
      const etag = headers.get("etag");
      const time = headers.get("last-modified");
      const conditions = [
        { "if-none-match": etag ?? "none" },
        ...(time === null ? [] : [{ "if-modified-since": time }]),
      ];
      if (time === null && !isOfThisProgram(address)) wrong.push(`${address}: no Last-Modified`);
      for (const condition of conditions) {
        const again = await fetch(app.url + address, {
          headers: condition as Record<string, string>,
        });
        const rest = await again.text();
        if (again.status !== 304 || rest !== "" || again.headers.get("etag") !== etag) {
          wrong.push(`${address}: ${again.status} to ${JSON.stringify(condition)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("that a reader mistyped is answered with a page in his language, a program in a sentence", async () => {
    const said = [
      ["/abuot", "/abuot にはページがありません。"],
      ["/en/abuot", "There is no page at /en/abuot."],
      ["/<b>", "/%3Cb%3E にはページがありません。"],
    ] as const;
    for (const [address, sentence] of said) {
      const shown = await fetch(app.url + address, { headers: { accept: "text/html,*/*;q=0.8" } });
      const body = await shown.text();
      expect([shown.status, shown.headers.get("vary")]).toEqual([404, "accept"]);
      expect(body).toContain(`<p>${sentence}</p>`);
      expect(htmlFaults(body)).toEqual([]);
    }
    const told = await fetch(`${app.url}/abuot`);
    expect([told.status, await told.text()]).toEqual([404, "There is nothing at /abuot.\n"]);
  });

  test("is 404 where nothing ever was, and 410 where something was taken back", async () => {
    const wrong: string[] = [];
    const missing = [
      ...[
        "/nothing",
        "/en/nothing",
        "/1999/",
        "/2026/nothing/",
        "/en/2026/nothing/",
        "/topics/nothing/",
      ],
      ...[
        "/entries/2608-072499",
        "/en/entries/2608-072499",
        "/entries/2608-072499.bib",
        "/1999.zip",
      ],
      ...[
        "/sources/nobody/",
        "/sitemaps/1999-01.xml",
        "/feeds/nothing.atom",
        "/assets/nothing.css",
      ],
    ].map((address) => [address, 404] as const);
    const gone = ["", ".bib", ".csl.json", ".ris"].map(
      (ending) => [`/entries/${readingIds.withdrawn}${ending}`, 410] as const,
    );
    for (const [address, status] of [
      ...missing,
      ...gone,
      [`/en/entries/${readingIds.withdrawn}`, 410] as const,
    ]) {
      for (const method of ["GET", "HEAD"]) {
        const answer = await fetch(app.url + address, { method });
        if (answer.status !== status) wrong.push(`${method} ${address}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Without what belongs to the connection or the moment. */
function comparable(headers: Headers): string {
  const passing = ["date", "connection", "keep-alive", "transfer-encoding"];
  return JSON.stringify([...headers].filter(([name]) => !passing.includes(name)));
}

function namesIt({ dom }: { dom: CheerioAPI }, address: string): boolean {
  const links = dom("link[hreflang]").toArray();
  return links.some((link) => link.attribs.href === address);
}

function isSearch(address: string): boolean {
  return /^(\/en)?\/search(\?|$)/.test(address.slice(app.url.length));
}

/** Made for each request: forms, which say where a reader is, and what was typed. */
function isAlwaysNew(address: string): boolean {
  return /^(\/en)?\/(subscribe|search)(\?|$|\.)/.test(address);
}

/** What changes with the program or its configuration, and with no publication. */
function isOfThisProgram(address: string): boolean {
  return /^(\/en)?\/(about|glossary|opensearch\.xml|assets\/|robots\.txt|schema\/)/.test(address);
}
