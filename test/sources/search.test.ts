import { describe, expect, test } from "vitest";
import type { Item } from "#sources/item.ts";
import { outcomeOf, readAs } from "../support/parse.ts";

async function only(item: string): Promise<Item> {
  const text = `<rss version="2.0" xmlns:News="https://www.bing.com/news/search?q=x"><channel><title>日米</title><item>${item}</item></channel></rss>`;
  const { items } = await readAs(text, { kind: "search" });
  expect(items).toHaveLength(1);
  return items[0] as Item;
}

test("Google's story keeps its opaque link and names its paper", async () => {
  const item = `<title>護衛艦が寄港 - 港新聞</title><link>https://news.google.com/rss/articles/CBMiabc?oc=5</link>
    <guid isPermaLink="false">CBMiabc</guid><pubDate>Thu, 24 Jul 2025 11:16:00 GMT</pubDate>
    <description>&lt;a href="https://news.google.com/rss/articles/CBMiabc?oc=5"&gt;護衛艦が寄港&lt;/a&gt;&amp;nbsp;&amp;nbsp;&lt;font color="#6f6f6f"&gt;港新聞&lt;/font&gt;</description>
    <source url="https://minato.example">港新聞</source>`;
  expect(await only(item)).toEqual({
    guid: "CBMiabc",
    url: "https://news.google.com/rss/articles/CBMiabc?oc=5",
    canonicalUrl: "https://news.google.com/rss/articles/CBMiabc?oc=5",
    title: "護衛艦が寄港",
    excerpt: "",
    publisher: "港新聞",
    publishedRaw: "Thu, 24 Jul 2025 11:16:00 GMT",
    publishedAt: "2025-07-24T11:16:00Z",
    timed: true,
  });
});

describe("the paper", () => {
  const source = "<source>港新聞</source>";
  test.each([
    ["護衛艦 - 港新聞", source, "護衛艦", "港新聞"],
    ["日米 - 韓国 - 港新聞", source, "日米 - 韓国", "港新聞"],
    ["護衛艦 - 港新聞 電子版", source, "護衛艦 - 港新聞 電子版", "港新聞"],
    ["護衛艦", source, "護衛艦", "港新聞"],
    ["護衛艦 - Ｍｉｎａｔｏ", "<source>Minato</source>", "護衛艦", "Minato"],
    ["護衛艦 - 港新聞", "", "護衛艦", "港新聞"],
    ["護衛艦 - 港新聞", "<source/>", "護衛艦", "港新聞"],
    ["護衛艦", "", "護衛艦", null],
    ["護衛艦-港新聞", "", "護衛艦-港新聞", null],
    [`A - ${"long ".repeat(20)}end`, "", `A - ${"long ".repeat(20)}end`, null],
    [" - 港新聞", "", "- 港新聞", null],
    ["護衛艦", "<News:Source>港新聞</News:Source>", "護衛艦", "港新聞"],
  ])("of %s with %s", async (title, more, headline, publisher) => {
    expect(await only(`<title>${title}</title>${more}`)).toMatchObject({
      title: headline,
      publisher,
    });
  });
});

describe("the link", () => {
  const counter = "http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;tid=1&amp;url=";
  test.each([
    [
      `${counter}https%3a%2f%2fminato.example%2f1%3futm_source%3dx&amp;c=9`,
      "https://minato.example/1?utm_source=x",
      "https://minato.example/1",
    ],
    [
      `${counter}javascript%3aalert(1)`,
      "http://www.bing.com/news/apiclick.aspx?ref=FexRss&tid=1&url=javascript%3aalert(1)",
      undefined,
    ],
    [
      "https://minato.example/?url=https://b.jp/",
      "https://minato.example/?url=https://b.jp/",
      undefined,
    ],
    ["https://notbing.com/?url=https://b.jp/", "https://notbing.com/?url=https://b.jp/", undefined],
  ])("%s", async (link, url, canonicalUrl = url) => {
    const item = await only(`<title>a</title><link>${link}</link>`);
    expect(item).toMatchObject({ url, canonicalUrl });
  });
});

test("a description of its own is kept", async () => {
  expect(await only("<title>a - b</title><description>港に着いた。</description>")).toMatchObject({
    excerpt: "港に着いた。",
  });
});

test("a page instead of a feed is told", async () => {
  const outcome = await outcomeOf("<!DOCTYPE html><html><p>Are you human?</p></html>", {
    kind: "search",
  });
  expect(outcome).toEqual({ outcome: "not-a-feed", detail: "the body is an HTML page" });
});
