import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Item } from "#sources/item.ts";
import { outcomeOf, readAs } from "../support/parse.ts";

const version = "https://jsonfeed.org/version/1.1";

async function only(item: unknown): Promise<Item> {
  const { items } = await readAs(JSON.stringify({ version, items: [item] }), { kind: "feed" });
  expect(items).toHaveLength(1);
  return items[0] as Item;
}

test("a JSON Feed is read as any other feed", async () => {
  const story = {
    id: "https://news.example.jp/1",
    url: "/1?utm_source=json",
    title: "護衛艦が寄港",
    content_html: "<p>港に<b>着いた</b>。</p>",
    date_published: "2025-07-24T20:16:00+09:00",
  };
  const feed = { version, title: "港 新聞", language: "ja_JP", items: [story] };
  expect(await readAs(`\ufeff ${JSON.stringify(feed)}`, { kind: "feed" })).toEqual({
    title: "港 新聞",
    language: "ja-JP",
    flags: [],
    hints: { ttlMinutes: null, updateMinutes: null, skipHours: [], skipDays: [] },
    items: [
      {
        guid: "https://news.example.jp/1",
        url: "https://news.example.jp/1?utm_source=json",
        canonicalUrl: "https://news.example.jp/1",
        title: "護衛艦が寄港",
        excerpt: "港に着いた。",
        publisher: null,
        publishedRaw: "2025-07-24T20:16:00+09:00",
        publishedAt: "2025-07-24T11:16:00Z",
        timed: true,
      },
    ],
  });
});

describe("of an item,", () => {
  test.each<[string, object, Partial<Item>]>([
    ["a number is an id", { id: 7, title: "a" }, { guid: "7" }],
    ["an object is no id", { id: { a: 1 }, title: "a" }, { guid: null }],
    [
      "an external link stands in",
      { external_url: "https://b.jp/", title: "a" },
      { url: "https://b.jp/" },
    ],
    ["a script is no link", { url: "javascript:alert(1)", title: "a" }, { url: null }],
    [
      "a summary goes before the content",
      { title: "a", summary: "s", content_text: "c" },
      { excerpt: "s" },
    ],
    [
      "the text stands in for a title",
      { content_text: "題のない\n一報" },
      { title: "題のない 一報" },
    ],
    [
      "a change dates what has no date",
      { title: "a", date_modified: "2025-07-24" },
      { timed: false, publishedAt: "2025-07-23T15:00:00Z" },
    ],
    [
      "a wrong date costs the date alone",
      { title: "a", date_published: "soon" },
      { publishedRaw: "soon", publishedAt: null },
    ],
    [
      "a title that is a list is none",
      { title: ["a"], url: "https://b.jp/" },
      { title: "https://b.jp/" },
    ],
    [
      "what it inherits is not its own",
      { title: "a", __proto__: { url: "https://b.jp/" } },
      { url: null },
    ],
  ])("%s", async (_, item, expected) => {
    expect(await only(item)).toMatchObject(expected);
  });
});

test("names such as __proto__ are only names", async () => {
  const text = `{"version":"${version}","__proto__":{"polluted":true},"items":[{"title":"a","__proto__":{"url":"https://b.jp/"},"constructor":1}]}`;
  expect((await readAs(text, { kind: "feed" })).items).toMatchObject([{ title: "a", url: null }]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("items that are none are dropped, those above the limit cut, and it is told", async () => {
  const items = [null, 1, "a", [], {}, { title: "b" }, { title: "c" }];
  const text = JSON.stringify({ version, items });
  const feed = await readAs(text, { kind: "feed", maxItems: 6 });
  expect(feed.items.map(({ title }) => title)).toEqual(["b"]);
  expect(feed.flags).toEqual(["items-cut", "items-dropped"]);
});

test.each([
  ["{}"],
  ['{"version":"https://jsonfeed.org/version/1"}'],
  ['{"version":"https://jsonfeed.org/version/1","items":{}}'],
  ['{"items":[]}'],
  ['{"version":'],
  ["{".repeat(100_000)],
])("%.60s is not a feed", async (text) => {
  const detail = "the body is JSON and no JSON Feed";
  expect(await outcomeOf(text, { kind: "feed" })).toEqual({ outcome: "not-a-feed", detail });
});

test("whatever its members are, each item kept is text within bounds", async () => {
  const member = fc.constantFrom(
    ...["id", "url", "title", "summary", "content_html", "date_published", "__proto__"],
  );
  const item = fc.dictionary(
    member,
    fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: "binary" })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(item, fc.jsonValue())), async (items) => {
      const feed = await readAs(JSON.stringify({ version, items }), { kind: "feed" });
      expect(feed.items.length).toBeLessThanOrEqual(items.length);
      for (const { title, excerpt, guid, url } of feed.items) {
        expect(title).not.toBe("");
        expect(title.length <= 500 && excerpt.length <= 1_000).toBe(true);
        for (const text of [title, excerpt, guid ?? ""]) {
          expect(text.isWellFormed() && !/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text)).toBe(true);
        }
        if (url !== null) expect(url).toMatch(/^https?:/);
      }
    }),
  );
});
