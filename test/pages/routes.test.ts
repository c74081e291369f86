import { sql } from "drizzle-orm";
import { pino } from "pino";
import { beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { publicationLog } from "#entries/publication-store.ts";
import { entries } from "#entries/table.ts";
import { documentCache } from "#http/document-cache.ts";
import { createServer, type Server } from "#http/server.ts";
import { addPageRoutes } from "#pages/routes.ts";
import { openTestDatabase } from "../support/database.ts";
import { archive, publish, published, samples } from "../support/published.ts";

let db: Db;
let server: Server;

beforeEach(async () => {
  db = await openTestDatabase();
  server = await serve();
});

async function serve(language: "ja" | "en" = "ja"): Promise<Server> {
  const made = createServer(pino({ level: "silent" }));
  const documents = documentCache(publicationLog(db), { freshForMs: 0 });
  await addPageRoutes(made, { db, archive: { ...archive, language }, documents });
  return made;
}

async function page(url: string): Promise<string> {
  const { statusCode, body } = await server.inject(url);
  expect([url, statusCode]).toEqual([url, 200]);
  return body;
}

/** In the order of the page, each once. */
function ids(body: string): string[] {
  return [...new Set([...body.matchAll(/\d{4}-\d{6}/g)].map(([id]) => id))];
}

const old = published("2512-110201", { on: "2025-11-02", title: "岸壁の補修" });

test("an archive just started says what to do next", async () => {
  const body = await page("/");
  expect(body).toContain("まだ何も掲載されていません");
  for (const next of ["config/sources.yaml", "/sign-in", "/api/docs"]) expect(body).toContain(next);
});

test("the front page has the latest entries under their days, and all years", async () => {
  await publish(db, 1, ...samples, old);
  const body = await page("/");
  const days = [...body.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, day]) => day);
  expect(days).toEqual([
    "2026年7月31日(金)",
    "2026年7月28日(火)",
    "2026年7月24日(金)",
    "2025年11月2日(日)",
  ]);
  expect(body).toContain('<a href="/2026/">2026年</a>');
  expect(body).toContain('<a href="/2025/">2025年</a>');
});

test("an entry that was taken back is gone, with its reason in the archive's language", async () => {
  await publish(db, 1, old);
  const withdrawnAt = Temporal.Instant.from("2025-11-30T16:00:00Z");
  const reason = "The report was <b>false</b>.";
  await db.update(entries).set({ state: "withdrawn", withdrawnAt, reason });
  const path = `/entries/${old.archiveId}`;
  const said = [
    ["ja", "2025年12月1日(月)", "理由"],
    ["en", "Monday 1 December 2025", "Reason"],
  ] as const;
  for (const [language, day, why] of said) {
    server = await serve(language);
    for (const method of ["GET", "HEAD"] as const) {
      const { statusCode, body } = await server.inject({ method, url: path });
      expect([method, statusCode, body === ""]).toEqual([method, 410, method === "HEAD"]);
    }
    const { body } = await server.inject(path);
    for (const part of [day, why, old.archiveId, "The report was &lt;b&gt;false&lt;/b&gt;."]) {
      expect(body).toContain(part);
    }
    expect(body).not.toContain(old.title);
  }
});

test("what was given up before it was public, and a correction, have no page", async () => {
  await publish(db, 1, old, ...samples);
  await db.update(entries).set({ publishedAt: null, state: "withdrawn" }).where(idIs(old));
  expect((await server.inject(`/entries/${old.archiveId}`)).statusCode).toBe(404);
  const [first] = samples;
  const [live] = await db
    .select()
    .from(entries)
    .where(idIs(first ?? old));
  const { id: corrects = 0, ...text } = live ?? {};
  const correction = { ...text, corrects, archiveId: null, title: "直した標題" };
  await db.insert(entries).values(correction as typeof entries.$inferInsert);
  expect(await page("/")).not.toContain("直した標題");
  expect(await page("/2026/")).not.toContain("直した標題");
});

const idIs = ({ archiveId }: { archiveId: string }) => sql`archive_id = ${archiveId}`;

test("a year has its own entries, newest first, and links to its topics", async () => {
  await publish(db, 1, ...samples, old);
  const body = await page("/2026/");
  expect(ids(body)).toEqual(["2608-073110", "2608-072819", "2608-072416"]);
  expect(body).toContain('<a href="/2026/ships/">艦艇</a> 2件');
  expect(body).toContain('href="/2026/" aria-current="page"');
});

test("a topic's year is the table that the archive keeps by hand", async () => {
  await publish(db, 1, ...samples, old);
  const body = await page("/2026/exercises/");
  expect(body).toContain("<h1>2026年の共同訓練に関する報道</h1>");
  const columns = [...body.matchAll(/<th scope="col">([^<]+)</g)].map(([, column]) => column);
  expect(columns).toEqual(["年月日", "出典", "標題", "要旨"]);
  expect([...body.matchAll(/<tr id="e([^"]+)"/g)].map(([, id]) => id)).toEqual([
    "2608-073110",
    "2608-072819",
  ]);
  expect(body).toContain('<time datetime="2026-07-31T18:54">2026.07.31 <span>18:54</span></time>');
  expect(body).toContain('<time datetime="2026-07-28">2026.07.28</time>');
  expect(body).toContain("<td>東都新聞 (Yahoo)</td>");
  expect(body).toContain('<a href="/2025/exercises/">2025年</a>');
});

test("a headline leads to the story, in its own language; the id to the entry's page", async () => {
  await publish(db, 1, ...samples);
  const body = await page("/2026/exercises/");
  expect(body).toContain(
    '<a class="headline" href="https://news.example/2608-072819" rel="noopener external" lang="en">Partners',
  );
  expect(body).toContain(
    '<a class="headline" href="https://news.example/stories/1?a=1&amp;b=2" rel="noopener external">防衛局',
  );
  expect(body).toContain('<a class="id" href="/entries/2608-072819">&lt;2608-072819&gt;</a>');
});

describe("an entry's page", () => {
  test("has summary, notes, and a line to cite it by", async () => {
    await publish(db, 1, ...samples);
    const body = await page("/entries/2608-072416");
    expect(body).toContain("<ol><li>共同生産</li><li>相互利用</li></ol>");
    expect(body).toContain("<p>【註】</p><p>納入できるかが疑問である。</p>");
    expect(body).toContain(
      "瓦版通信<span>「装備品&lt;第3段階&gt;に合意 &amp; 「基本設計」へ」</span>2026.07.24 20:16. 港の記録 &lt;2608-072416&gt;. https://minato.example/entries/2608-072416",
    );
    expect(body).toContain(
      '<link rel="canonical" href="https://minato.example/entries/2608-072416">',
    );
  });

  test("has its cross references both ways, and links only what is public", async () => {
    await publish(db, 1, ...samples);
    const citing = await page("/entries/2608-072819");
    expect(citing).toContain('<a href="/entries/2608-072416">2608-072416</a>、2501-010101】');
    expect(citing).not.toContain("/entries/2501-010101");
    const cited = await page("/entries/2608-072416");
    expect(cited).toContain("<h2>この記事に言及する記事</h2>");
    expect(cited).toContain("/entries/2608-072819");
  });

  test("shows a correction as soon as it is published", async () => {
    await publish(db, 1, ...samples);
    const before = await server.inject("/entries/2608-072416");
    await publish(db, 2, published("2609-080101", { on: "2026-08-01", related: ["2608-072416"] }));
    const headers = { "if-none-match": String(before.headers.etag) };
    const after = await server.inject({ url: "/entries/2608-072416", headers });
    expect(after.statusCode).toBe(200);
    expect(after.body).toContain("/entries/2609-080101");
  });
});

test("nothing typed into an entry becomes markup or a script", async () => {
  const evil = '"><script>alert(1)</script>';
  const entry = published("2608-070101", {
    on: "2026-07-01",
    title: evil,
    source: evil,
    via: evil,
    summary: `${evil}\n・${evil}`,
    notes: [evil],
    related: [evil],
    url: "javascript:alert(1)",
    language: 'en" onload="x',
  });
  await publish(db, 1, entry);
  for (const url of ["/", "/2026/", "/2026/exercises/", "/entries/2608-070101"]) {
    // The entry's own page holds data for machines, in which no text begins or ends an element.
    const body = (await page(url)).replace(
      /<script type="application\/ld\+json">[^<>&]*<\/script>/,
      "",
    );
    expect(body).not.toContain("<script");
    expect(body).not.toContain("javascript:");
    expect(body).not.toContain('" onload');
  }
});

test.each([
  ["/entries/2608-010199", "2608-010199 という記事は掲載されていません。"],
  ["/entries/%3Cb%3E", "&lt;b&gt; という記事は掲載されていません。"],
  ["/1999/", "1999年の記事は掲載されていません。"],
  ["/2026/ports/", "2026年の記事は掲載されていません。"],
  ["/2026/weather/", "weather という分野はありません。"],
  ["/sources/nobody/", "nobody という情報源の記事は掲載されていません。"],
  ["/topics/weather/", "weather という分野はありません。"],
  ["/problems/toString", "toString という種類のエラーはありません。"],
])("%s is answered in words, with a way home", async (url, sentence) => {
  await publish(db, 1, ...samples);
  const { statusCode, body, headers } = await server.inject(url);
  expect(statusCode).toBe(404);
  expect(body).toContain(`<p>${sentence}</p>`);
  expect(body).toContain('<a href="/">表紙へ戻る</a>');
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
});

test.each([
  ["/2026", 301, "/2026/"],
  ["/2026/ships", 301, "/2026/ships/"],
  ["/topics/ships", 301, "/topics/ships/"],
  ["/sources", 301, "/sources/"],
  ["/sources/harbor-wire", 301, "/sources/harbor-wire/"],
  ["/en/2026/ships", 301, "/en/2026/ships/"],
])("%s leads on", async (url, status, location) => {
  await publish(db, 1, ...samples, old);
  const answer = await server.inject(url);
  expect([answer.statusCode, answer.headers.location]).toEqual([status, location]);
});

test("a topic without entries has a page that says so", async () => {
  expect(await page("/topics/ports/")).toContain("この分野にはまだ何も掲載されていません。");
});

test("a year's address takes no other page's place", async () => {
  for (const url of ["/abcd/", "/20261/", "/202/", "/0000/"]) {
    expect((await server.inject(url)).statusCode).toBe(404);
  }
  expect(await page("/about")).toContain("https://minato.example/feeds/topics/ships.atom");
});

test("every page runs no script, names its language and the feed of what it shows", async () => {
  await publish(db, 1, ...samples);
  const { headers, body } = await server.inject("/2026/ships/");
  expect(headers["content-security-policy"]).toBe(
    "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(body).toMatch(/^<!doctype html>\n<html lang="ja">/);
  expect(body).toContain(
    '<link rel="alternate" type="application/atom+xml" title="Atom (艦艇)" href="/feeds/topics/ships.atom">',
  );
  expect(body).not.toMatch(/<script|style="|https?:\/\/(?!minato\.example|news\.example)/);
});

test("an archive in English speaks English around the same entries", async () => {
  await publish(db, 1, ...samples);
  server = await serve("en");
  const body = await page("/");
  expect(body).toContain('<html lang="en">');
  expect(body).toContain("<h2>Friday 31 July 2026</h2>");
  expect(body).toContain("Exercises");
  expect(await page("/2026/")).toContain("<h2>July <small>3 entries</small></h2>");
});

test("a page is not sent twice to a browser that has it", async () => {
  await publish(db, 1, ...samples);
  const { headers } = await server.inject("/2026/");
  const again = await server.inject({
    url: "/2026/",
    headers: { "if-none-match": String(headers.etag) },
  });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
  const head = await server.inject({ method: "HEAD", url: "/2026/" });
  expect([head.statusCode, head.body]).toEqual([200, ""]);
});

test("the stylesheet is small, and kept for good under the address that pages link", async () => {
  const address = /<link rel="stylesheet" href="([^"]+)"/.exec(await page("/about"))?.[1] ?? "";
  const { headers, rawPayload } = await server.inject(address);
  expect(headers["content-type"]).toBe("text/css; charset=utf-8");
  expect(headers["cache-control"]).toContain("immutable");
  expect(rawPayload.length).toBeLessThan(10_000);
});

test("a problem type's page says what the API means by it", async () => {
  const body = await page("/problems/stale-version");
  expect(body).toContain("<h1>Somebody changed this first</h1>");
  expect(body).toContain("status 412");
});

describe("the words around the entries in the other language", () => {
  test("stand under /en/, links and all, and the entries keep their language", async () => {
    await publish(db, 1, ...samples);
    const body = await page("/en/2026/exercises/");
    expect(body).toContain('<html lang="en">');
    expect(body).toContain("<h1>Exercises: reports of 2026</h1>");
    expect(body).toContain('<a class="id" href="/en/entries/2608-072819">');
    expect(body).toContain('rel="noopener external">Partners test');
    expect(body).toContain('rel="noopener external" lang="ja">防衛局');
    expect(body).toContain('<td lang="ja"><p>連絡会が31日に開かれた。');
    expect(body).toContain('<td lang="ja">東都新聞 (Yahoo)</td>');
  });

  test("each page names its own address and that of the other", async () => {
    await publish(db, 1, ...samples);
    const site = "https://minato.example";
    for (const [url, self] of [
      ["/2026/", "/2026/"],
      ["/en/2026/", "/en/2026/"],
    ]) {
      const body = await page(String(url));
      expect(body).toContain(`<link rel="canonical" href="${site}${self}">`);
      expect(body).toContain(`<meta property="og:url" content="${site}${self}">`);
      expect(body).toContain(`hreflang="ja" href="${site}/2026/"`);
      expect(body).toContain(`hreflang="en" href="${site}/en/2026/"`);
      expect(body).toContain(`hreflang="x-default" href="${site}/2026/"`);
    }
  });

  test.each([
    ["/ja", "/"],
    ["/ja/2026/?a=1", "/2026/?a=1"],
    ["/ja//other.example/", "/other.example/"],
    ["/ja/%5Cother.example/", "/%5Cother.example/"],
  ])("%s is the archive's own language: to the plain address", async (url, location) => {
    const answer = await server.inject(url);
    expect([answer.statusCode, answer.headers.location]).toEqual([301, location]);
  });

  test("a missing page says so in that language", async () => {
    const { statusCode, body } = await server.inject("/en/entries/2608-010199");
    expect(statusCode).toBe(404);
    expect(body).toContain("No entry 2608-010199 has been published.");
    expect(body).toContain('<a href="/en/">');
  });
});

test("a topic has its years, its latest entries and its feeds on one page", async () => {
  await publish(db, 1, ...samples, old);
  const body = await page("/topics/exercises/");
  expect(body).toContain("<h1>共同訓練</h1>");
  expect(body).toContain('<a href="/2026/exercises/">2026年</a> 2件');
  expect(body).toContain('<a href="/2025/exercises/">2025年</a> 1件');
  expect(ids(body)).toEqual(["2608-073110", "2608-072819", "2512-110201"]);
  expect(body).toContain('<a href="/feeds/topics/exercises.atom">https://minato.example');
  expect(await page("/en/topics/ships/")).toContain('<h1><span lang="ja">艦艇</span></h1>');
});

test("a page says to whoever links it what it is", async () => {
  await publish(db, 1, ...samples);
  const body = await page("/en/entries/2608-073110");
  const properties = [...body.matchAll(/<meta property="og:([^"]+)" content="([^"]*)">/g)];
  expect(Object.fromEntries(properties.map(([, name, content]) => [name, content]))).toEqual({
    title: "防衛局も把握せず「合同訓練」 港の岸壁で“異例の事態”",
    description:
      "連絡会が31日に開かれた。 市は説明を求めた。 防衛局は「調査して回答する」と述べた。",
    url: "https://minato.example/en/entries/2608-073110",
    ...{ type: "article", site_name: "港の記録", locale: "en_US" },
  });
  expect(await page("/")).toContain('<meta property="og:type" content="website">');
});

test("an archive in English has its Japanese words under /ja/", async () => {
  await publish(db, 1, ...samples);
  server = await serve("en");
  const body = await page("/ja/2026/");
  expect(body).toContain("<h1>2026年の報道");
  expect(body).toContain('hreflang="en" href="https://minato.example/2026/"');
  expect((await server.inject("/en/2026/")).headers.location).toBe("/2026/");
});
