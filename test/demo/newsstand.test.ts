import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { escapeMarkup } from "#base/html.ts";
import { digestOf, identityOf } from "#candidates/identity.ts";
import { encodeText } from "#demo/charset.ts";
import { feedPath, type Newsstand, openNewsstand } from "#demo/newsstand.ts";
import { type Paper, papers } from "#demo/papers.ts";
import { decode } from "#sources/decode.ts";
import type { Item } from "#sources/item.ts";
import { parseFeed } from "#sources/parse-feed.ts";
import { testClock } from "../support/clock.ts";

const clock = testClock("2026-11-24T03:00:00Z");
let newsstand: Newsstand;

beforeEach(async () => {
  clock.set("2026-11-24T03:00:00Z");
  newsstand = await openNewsstand(clock);
});
afterEach(() => newsstand.close());

function getFeed(paper: Paper, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(newsstand.url + feedPath(paper), { headers });
}

async function readItems(paper: Paper): Promise<readonly Item[]> {
  const response = await getFeed(paper);
  const parsed = await parseFeed({
    bytes: await response.bytes(),
    contentType: response.headers.get("content-type"),
    url: response.url,
    zone: "Asia/Tokyo",
    carrier: paper.via !== undefined,
    maxItems: 100,
    kind: "feed",
    page: null,
    now: "2025-07-24T12:00:00Z",
  });
  if (parsed.outcome !== "ok") throw new Error(parsed.detail);
  expect(parsed.feed.flags).toEqual([]);
  return parsed.feed.items;
}

function paperOf(id: string): Paper {
  const paper = papers.find((paper) => paper.id === id);
  if (!paper) throw new Error(`there is no paper ${id}`);
  return paper;
}

describe("the newsstand", () => {
  test("has six papers in three encodings and more than forty stories, none told twice", () => {
    const headlines = papers.flatMap(({ stories }) => stories.map(({ headline }) => headline));
    expect(papers).toHaveLength(6);
    expect(new Set(papers.map(({ charset }) => charset))).toEqual(
      new Set(["shift_jis", "euc-jp", "utf-8"]),
    );
    expect(new Set(headlines).size).toBe(headlines.length);
    expect(headlines.length).toBeGreaterThanOrEqual(40);
  });

  test.each(papers)("$id begins with the first four stories, each read right", async (paper) => {
    const items = await readItems(paper);
    const told = paper.stories.slice(0, 4).toReversed();
    expect(items.map(({ title, publisher }) => ({ title, publisher }))).toEqual(
      told.map(({ headline, publisher = null }) => ({ title: headline, publisher })),
    );
    for (const [i, { excerpt, publishedAt, timed }] of items.entries()) {
      expect(told[i]?.lead.startsWith(excerpt.replace(/…$/, ""))).toBe(true);
      expect(timed).toBe(true);
      expect(
        Temporal.Instant.from(publishedAt ?? "")
          .until(clock())
          .total("minutes"),
      ).toBe(papers.indexOf(paper) * 9 + 5 + i * 67);
    }
  });

  test.each(papers)("$id is sent in the encoding it declares", async (paper) => {
    const bytes = await (await getFeed(paper)).bytes();
    expect(decode(bytes, null)).toMatchObject({ charset: paper.charset, flags: [] });
  });

  test.each(papers)("every text of $id can be written in its encoding", ({ charset, stories }) => {
    const text = JSON.stringify(stories);
    expect(new TextDecoder(charset, { fatal: true }).decode(encodeText(text, charset))).toBe(text);
  });

  test.each(papers)("the links of $id lead to pages with the headlines", async (paper) => {
    for (const { url, title } of await readItems(paper)) {
      const page = await fetch(url ?? "");
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(`<h1>${escapeMarkup(title)}</h1>`);
    }
  });

  test("the carrier gives no guid, and the same story under one address with and without source", async () => {
    for (const { guid, url, canonicalUrl } of await readItems(paperOf("carrier"))) {
      expect(guid).toBeNull();
      expect(url).toMatch(/\/articles\/[0-9a-f]{40}\?source=rss$/);
      expect(`${canonicalUrl}?source=rss`).toBe(url);
    }
  });

  test("answers 304 until it publishes a story", async () => {
    const toto = paperOf("toto");
    const first = await getFeed(toto);
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("last-modified")).toBe("Tue, 24 Nov 2026 02:55:00 GMT");
    expect((await getFeed(toto, { "if-none-match": etag })).status).toBe(304);

    clock.advance({ seconds: 8 });
    expect(newsstand.release()).toMatchObject({ paper: toto, corrected: false });
    const second = await getFeed(toto, { "if-none-match": etag });
    expect(second.status).toBe(200);
    expect(second.headers.get("last-modified")).toBe("Tue, 24 Nov 2026 03:00:08 GMT");
  });

  test("publishes every story once and the corrections, then nothing", async () => {
    const headlines = papers.flatMap((paper) => paper.stories.slice(4).map((s) => s.headline));
    const printed = [];
    for (let next = newsstand.release(); next; next = newsstand.release()) printed.push(next);
    const news = printed.filter(({ corrected }) => !corrected).map(({ headline }) => headline);
    expect(news.toSorted()).toEqual(headlines.toSorted());
    expect(printed.filter(({ corrected }) => corrected)).toHaveLength(2);
    for (const paper of papers) {
      const now = paper.stories.map(({ headline, corrected }) => corrected?.headline ?? headline);
      const items = await readItems(paper);
      expect(items.map(({ title }) => title)).toEqual(now.toReversed());
    }
  });

  test("a corrected story is the same story with another text", async () => {
    const before = await readItems(paperOf("toto"));
    let printed = newsstand.release();
    while (printed && !printed.corrected) printed = newsstand.release();
    expect(printed?.paper.id).toBe("toto");
    const after = await readItems(paperOf("toto"));
    const changed = before.filter((old) => {
      const now = after.find((item) => identityOf(item) === identityOf(old));
      return now && digestOf(now) !== digestOf(old);
    });
    expect(changed.map(({ title }) => title)).toEqual([
      "沿岸警備の予算案、8%増の412億オルカ 人件費が半分",
    ]);
  });

  test("has nothing else", async () => {
    for (const path of ["/toto/9.html", "/nobody/feed.xml", "/toto"]) {
      expect((await fetch(newsstand.url + path)).status).toBe(404);
    }
    expect(await (await fetch(newsstand.url)).text()).toContain("東都新聞");
  });
});
