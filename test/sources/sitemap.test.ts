import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Item, ParsedFeed } from "#sources/item.ts";
import type { ParseInput } from "#sources/parse-feed.ts";
import { outcomeOf, readAs } from "../support/parse.ts";

const names = `xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"`;

async function read(
  text: string | Uint8Array,
  more: Partial<ParseInput> = {},
): Promise<ParsedFeed> {
  return readAs(text, { kind: "sitemap", ...more });
}

function urlset(urls: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><urlset ${names}>${urls}</urlset>`;
}

function index(...maps: readonly string[]): string {
  const all = maps.map((map) => `<sitemap>${map}</sitemap>`).join("");
  return `<sitemapindex ${names}>${all}</sitemapindex>`;
}

const publication =
  "<news:publication><news:name>港新聞</news:name><news:language>ja</news:language></news:publication>";

function url(title: string, loc = "https://news.example.jp/1"): string {
  return `<url><loc>${loc}</loc><news:news>${publication}<news:publication_date>2025-07-24T20:16:00+09:00</news:publication_date><news:title>${title}</news:title></news:news></url>`;
}

test("a news site map is a feed of its headlines", async () => {
  expect(await read(urlset(url("護衛艦が寄港")))).toEqual({
    title: "港新聞",
    language: "ja",
    flags: [],
    hints: { ttlMinutes: null, updateMinutes: null, skipHours: [], skipDays: [] },
    items: [
      {
        guid: null,
        url: "https://news.example.jp/1",
        canonicalUrl: "https://news.example.jp/1",
        title: "護衛艦が寄港",
        excerpt: "",
        publisher: null,
        publishedRaw: "2025-07-24T20:16:00+09:00",
        publishedAt: "2025-07-24T11:16:00Z",
        timed: true,
      },
    ],
  });
});

describe("an entry", () => {
  test.each<[string, string, Partial<Item>]>([
    ["with CDATA", url("<![CDATA[A & <B>]]>"), { title: "A & <B>" }],
    ["escaped once", url("A &amp; B"), { title: "A & B" }],
    ["escaped twice", url("A &amp;amp; B"), { title: "A & B" }],
    ["with an entity of its own", url("&x;港"), { title: "&x;港" }],
    ["of two lines", url("\n 一\n 二 "), { title: "一 二" }],
    ["with control characters", url("一&#1;&#0;\u0002二"), { title: "一\ufffd二" }],
    ["with a relative address", url("a", "/2"), { url: "https://news.example.jp/2" }],
    ["with a script for an address", url("a", "javascript:alert(1)"), { url: null }],
    ["with files for an address", url("a", "file:///etc/passwd"), { url: null }],
    [
      "with a picture's address first",
      url("a").replace(
        "<loc>",
        "<image:image><image:loc>https://b.jp/p.jpg</image:loc></image:image><loc>",
      ),
      { url: "https://news.example.jp/1" },
    ],
    [
      "dated by its change only",
      url("a")
        .replace(/<news:publication_date>.*?_date>/, "")
        .replace("</loc>", "</loc><lastmod>2025-07-24</lastmod>"),
      { publishedAt: "2025-07-23T15:00:00Z", timed: false },
    ],
  ])("%s", async (_, entry, expected) => {
    expect((await read(urlset(entry))).items).toMatchObject([expected]);
  });

  test("names its publisher where the source is a carrier", async () => {
    const { items } = await read(urlset(url("a")), { carrier: true });
    expect(items).toMatchObject([{ publisher: "港新聞" }]);
  });

  test("without a headline is dropped, and it is told", async () => {
    const feed = await read(urlset(`<url><loc>/old</loc></url>${url("a")}`));
    expect([feed.items.length, feed.flags]).toEqual([1, ["items-dropped"]]);
  });
});

test("any prefix will do where its namespace is declared", async () => {
  const text = urlset(url("護衛艦")).replace("xmlns:news=", "xmlns:n=").replaceAll("news:", "n:");
  expect((await read(text)).items).toMatchObject([{ title: "護衛艦" }]);
});

test("without any namespace it is taken at its word", async () => {
  const text = urlset(url("護衛艦")).replace(names, "");
  expect((await read(text)).items).toMatchObject([{ title: "護衛艦" }]);
});

test("a packed site map is unpacked", async () => {
  expect((await read(gzipSync(urlset(url("護衛艦"))))).items).toMatchObject([{ title: "護衛艦" }]);
});

test("entries above the limit are cut, and it is told", async () => {
  const feed = await read(urlset(url("a").repeat(5)), { maxItems: 3 });
  expect([feed.items.length, feed.flags]).toEqual([3, ["items-cut"]]);
});

test("one cut short gives its complete entries", async () => {
  const text = urlset(url("a") + url("b"));
  const { items } = await read(text.slice(0, text.lastIndexOf("</news:title>")));
  expect(items[0]?.title).toBe("a");
});

describe("an index", () => {
  const dated = (loc: string, day: string): string =>
    `<loc>https://news.example.jp/${loc}.xml</loc><lastmod>${day}</lastmod>`;

  test("says which to read: three, the newest first", async () => {
    const text = index(
      "<loc>https://news.example.jp/undated.xml</loc>",
      dated("a", "2025-07-01"),
      dated("d", "2025-07-24T21:00:00+09:00"),
      dated("c", "2025-07-24T11:00:00Z"),
      dated("b", "2025-07-02"),
    );
    const { next, items, flags } = await read(text);
    const addresses = ["d", "c", "b"].map((name) => `https://news.example.jp/${name}.xml`);
    expect({ next, items, flags }).toEqual({ next: addresses, items: [], flags: [] });
  });

  test.each([
    ["itself", "<loc>https://news.example.jp/list/</loc>"],
    ["itself, relatively and with a fragment", "<loc>/list/#again</loc>"],
    ["files", "<loc>file:///etc/passwd</loc>"],
    ["nothing", "<loc/>"],
  ])("never leads to %s", async (_, map) => {
    expect((await read(index(map, dated("a", "2025-07-01")))).next).toEqual([
      "https://news.example.jp/a.xml",
    ]);
  });

  test("leads to each once", async () => {
    expect((await read(index(...Array(9).fill("<loc>/a.xml</loc>")))).next).toHaveLength(1);
  });
});

test.each([
  ["", "the body is no site map"],
  ["<rss><channel/></rss>", "the body is no site map"],
  ["<!doctype html><html><p>404</p></html>", "the body is no site map"],
])("%j is none", async (text, detail) => {
  const outcome = await outcomeOf(text, { kind: "sitemap" });
  expect(outcome).toEqual({ outcome: "not-a-feed", detail });
});

test("an empty one is one", async () => {
  expect(await read(urlset(""))).toMatchObject({ items: [], flags: [] });
});
