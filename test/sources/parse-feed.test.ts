import { describe, expect, test } from "vitest";
import type { Item, ParsedFeed } from "#sources/item.ts";
import { type ParseInput, parseFeed } from "#sources/parse-feed.ts";

const asked = {
  kind: "feed" as const,
  page: null,
  now: "2025-07-24T12:00:00Z",
  contentType: null,
  url: "https://news.example.jp/feeds/all.xml",
  zone: "+09:00",
  carrier: false,
  maxItems: 2000,
};

async function parse(text: string, more: Partial<ParseInput> = {}): Promise<ParsedFeed> {
  const parsed = await parseFeed({ ...asked, bytes: new TextEncoder().encode(text), ...more });
  if (parsed.outcome !== "ok") throw new Error(JSON.stringify(parsed));
  return parsed.feed;
}

async function only(text: string, more: Partial<ParseInput> = {}): Promise<Item> {
  const { items } = await parse(text, more);
  expect(items).toHaveLength(1);
  return items[0] as Item;
}

function rss(items: string, channel = ""): string {
  return `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>瓦版</title><link>https://news.example.jp/</link>${channel}${items}</channel></rss>`;
}

function atom(entries: string, attributes = ""): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>瓦版</title>${entries}</feed>`;
}

const story = "<title>護衛艦が寄港</title><link>https://news.example.jp/1</link>";

describe("a title", () => {
  test.each([
    [
      '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">一<b>二</b>三<i>四</i>五</div></title>',
      "一二三四五",
    ],
    ['<title type="html">A &amp;amp; &lt;i&gt;B&lt;/i&gt;</title>', "A & B"],
    ['<title type="text">A &amp; &lt;速報&gt; &lt;i&gt;</title>', "A & <速報> <i>"],
    ["<title>\n  二行の\n  見出し </title>", "二行の 見出し"],
    ["<title>一<b>二</b>三</title>", "一二三"],
    ["<title><![CDATA[A & B]]></title>", "A & B"],
  ])("of Atom, %s", async (title, text) => {
    expect((await only(atom(`<entry>${title}<id>1</id></entry>`))).title).toBe(text);
  });

  test.each([
    ["<title>caf&eacute;&nbsp;&amp;mdash; A&B</title>", "café — A&B"],
    ["<title><![CDATA[<b>強</b>調 &amp; more]]></title>", "強調 & more"],
    [
      "<title>a</title><media:title xmlns:media='http://search.yahoo.com/mrss/'>b</media:title>",
      "a",
    ],
    ["<dc:title>a</dc:title>", "a"],
    ["<description>&lt;p&gt;題のない記事&lt;/p&gt;</description>", "題のない記事"],
    ["<link>https://news.example.jp/1</link>", "https://news.example.jp/1"],
  ])("of RSS, %s", async (title, text) => {
    expect((await only(rss(`<item>${title}</item>`))).title).toBe(text);
  });

  test("names its publisher where the source is a carrier", async () => {
    const text = rss(
      "<item><title>護衛艦が寄港(共同通信)</title><link>https://carrier.example.jp/articles/1?source=rss</link><pubDate>Thu, 24 Jul 2025 11:16:00 GMT</pubDate><image>https://carrier.example.jp/1.jpg</image><comments>https://carrier.example.jp/c</comments></item>",
    );
    expect(await only(text, { carrier: true })).toEqual({
      guid: null,
      url: "https://carrier.example.jp/articles/1?source=rss",
      canonicalUrl: "https://carrier.example.jp/articles/1",
      title: "護衛艦が寄港",
      excerpt: "",
      publisher: "共同通信",
      publishedRaw: "Thu, 24 Jul 2025 11:16:00 GMT",
      publishedAt: "2025-07-24T11:16:00Z",
      timed: true,
    });
    expect(await only(text)).toMatchObject({ title: "護衛艦が寄港(共同通信)", publisher: null });
  });
});

describe("the link", () => {
  test.each([
    [
      '<link rel="self" href="s"/><link rel="via" href="v"/><link href="/p"/>',
      "https://news.example.jp/p",
    ],
    [
      '<link rel="alternate" type="application/json" href="/j"/><link rel="alternate" type="text/html" href="/h"/>',
      "https://news.example.jp/h",
    ],
    [
      '<link rel="enclosure" href="/e"/><id>https://news.example.jp/i</id>',
      "https://news.example.jp/i",
    ],
    ["<link>https://news.example.jp/text</link>", "https://news.example.jp/text"],
    ['<link href="1"/>', "https://news.example.jp/feeds/1"],
    ['<link href="javascript:alert(1)"/>', null],
  ])("of Atom, %s", async (links, url) => {
    expect((await only(atom(`<entry><title>a</title>${links}</entry>`))).url).toBe(url);
  });

  test("of Atom is relative to xml:base, at every depth", async () => {
    const text = atom(
      '<entry xml:base="2025/"><title>a</title><link xml:base="07/" href="1"/></entry>',
      'xml:base="https://other.example.jp/news/"',
    );
    expect((await only(text)).url).toBe("https://other.example.jp/news/2025/07/1");
  });

  test.each([
    [
      "<link>/j/press/1.html</link><guid>/j/press/1.html</guid>",
      "https://news.example.jp/j/press/1.html",
    ],
    ["<link>press/1.html</link>", "https://news.example.jp/press/1.html"],
    ["<link> https://a.example.jp/1?a=1&b=2 </link>", "https://a.example.jp/1?a=1&b=2"],
    ["<guid>https://a.example.jp/g</guid>", "https://a.example.jp/g"],
    ['<guid isPermaLink="false">https://a.example.jp/g</guid>', null],
    [
      "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='self' href='/s'/><link>/l</link>",
      "https://news.example.jp/l",
    ],
  ])("of RSS, %s", async (links, url) => {
    expect((await only(rss(`<item><title>a</title>${links}</item>`))).url).toBe(url);
  });
});

describe("a feed that is not as it should be", () => {
  test("one bad date costs that date alone", async () => {
    const { items } = await parse(
      atom(
        "<entry><title>a</title><updated>soon</updated></entry><entry><title>b</title><updated>2025-07-24</updated></entry>",
      ),
    );
    expect(items).toMatchObject([
      { publishedRaw: "soon", publishedAt: null, timed: false },
      { publishedRaw: "2025-07-24", publishedAt: "2025-07-23T15:00:00Z", timed: false },
    ]);
  });

  test.each([
    ["mismatched tags", rss(`<item>${story}<b>a</i></item>`), ["lenient"]],
    [
      "an unknown entity",
      rss(`<item>${story}<description>&what;</description></item>`),
      ["lenient"],
    ],
    ["a warning before it", `Warning: x\n${rss(`<item>${story}</item>`)}`, ["repaired"]],
    [
      "a broken end",
      rss(`<item>${story}</item>`).replace("</channel></rss>", "<item><title>cut"),
      ["lenient"],
    ],
    ["no channel", `<rss version="2.0"><item>${story}</item></rss>`, ["lenient"]],
    ["an empty item", rss(`<item/><item>${story}</item>`), ["items-dropped"]],
    ["attributes without quotes", rss(`<item a=b>${story}</item>`), ["lenient"]],
  ])("with %s keeps its story", async (_, text, flags) => {
    const feed = await parse(text);
    expect(feed.items.map(({ title, url }) => [title, url])).toEqual([
      ["護衛艦が寄港", "https://news.example.jp/1"],
    ]);
    expect(feed.flags).toEqual(flags);
  });

  test("names such as __proto__ are only names", async () => {
    const text = rss(
      `<__proto__><polluted>yes</polluted></__proto__><item __proto__="x">${story}<__proto__>y</__proto__><constructor/><_>z</_></item>`,
    );
    expect((await only(text)).title).toBe("護衛艦が寄港");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("items above the limit are cut, and it is told", async () => {
    const feed = await parse(rss(`<item>${story}</item>`.repeat(5)), { maxItems: 3 });
    expect([feed.items.length, feed.flags]).toEqual([3, ["items-cut"]]);
  });

  test("an overlong title and excerpt are cut", async () => {
    const long = "長".repeat(3_000);
    const item = await only(
      rss(`<item><title>${long}</title><description>${long}</description></item>`),
    );
    expect([item.title.length, item.excerpt.length]).toEqual([500, 1_000]);
  });

  test.each([
    ["", "the body is empty"],
    ["<!DOCTYPE html><html><p>404</p></html>", "the body is an HTML page"],
    ["<urlset/>", "the body is not XML of a feed"],
    ["{}", "the body is JSON and no JSON Feed"],
  ])("%j is not a feed", async (text, detail) => {
    const parsed = await parseFeed({ ...asked, bytes: new TextEncoder().encode(text) });
    expect(parsed).toEqual({ outcome: "not-a-feed", detail });
  });

  test.each([
    ["<language>ja_jp</language>", "ja-JP"],
    ["<dc:language>en</dc:language>", "en"],
    ["<language>日本語</language>", null],
    ["", null],
  ])("its language %s is %s", async (language, tag) => {
    expect((await parse(rss("", language))).language).toBe(tag);
  });

  test("an empty feed is a feed", async () => {
    expect(await parse(rss(""))).toMatchObject({ title: "瓦版", items: [], flags: [] });
  });
});
