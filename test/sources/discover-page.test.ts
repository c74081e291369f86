import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageText, readPageHead } from "#sources/discover-page.ts";

const url = "https://news.example/desk/";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function feedsOf(markup: string): readonly string[] {
  return readPageHead(markup, url).feeds;
}

describe("a page's head", () => {
  test.each([
    ["RSS", '<link rel="alternate" type="application/rss+xml" href="/rss">', "/rss"],
    ["Atom", '<link rel=ALTERNATE type="application/atom+xml" href="/atom">', "/atom"],
    ["JSON Feed", '<link rel="alternate" type="application/feed+json" href="/f">', "/f"],
    [
      "JSON called a feed",
      '<link rel=alternate type=application/json href="/feed.json">',
      "/feed.json",
    ],
    ["plain XML", '<link rel="alternate" type="text/xml; charset=utf-8" href="/x">', "/x"],
    ["rel=feed", '<link rel="home feed" href="/any">', "/any"],
    [
      "a relative address",
      '<link rel="alternate" type="application/rss+xml" href="rss">',
      "/desk/rss",
    ],
    [
      "a base",
      '<base href="/other/"><link rel="alternate" type="application/rss+xml" href="rss">',
      "/other/rss",
    ],
    [
      "an entity in the address",
      '<link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2">',
      "/rss?a=1&b=2",
    ],
  ])("links a feed: %s", (_, markup, path) => {
    expect(feedsOf(markup)).toEqual([`https://news.example${path}`]);
  });

  test.each([
    ["a style sheet", '<link rel="stylesheet" href="/feed.css">'],
    ["another language", '<link rel="alternate" hreflang="en" href="/en/">'],
    ["an API", '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">'],
    ["oEmbed", '<link rel="alternate" type="text/xml+oembed" href="/oembed">'],
    ["a script", '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">'],
    ["a comment", '<!-- <link rel="alternate" type="application/rss+xml" href="/rss"> -->'],
  ])("does not take %s for a feed", (_, markup) => {
    expect(feedsOf(markup)).toEqual([]);
  });

  test("names each feed once, those of comments last", () => {
    const link = (href: string): string =>
      `<link rel="alternate" type="application/rss+xml" href="${href}">`;
    expect(feedsOf(["/comments/feed", "/a", "/b", "/a"].map(link).join(""))).toEqual(
      ["/a", "/b", "/comments/feed"].map((path) => `https://news.example${path}`),
    );
  });

  test("tells title, site and language", () => {
    const markup =
      '<html lang="ja_JP"><title>港の\n話 &amp; 海</title><meta property="og:site_name" content="潮見新報">';
    expect(readPageHead(markup, url)).toMatchObject({
      ...{ title: "港の 話 & 海", siteName: "潮見新報", language: "ja-JP" },
    });
  });

  test("is read before what is too deep or too much", () => {
    const link = '<link rel="alternate" type="application/rss+xml" href="/rss">';
    for (const rest of ["<div>".repeat(100_000), '<meta name="a">'.repeat(100_000)]) {
      expect(feedsOf(link + rest)).toEqual(["https://news.example/rss"]);
    }
  });

  test("never throws, whatever the page", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom("<link rel=alternate type=text/xml href=", "<base href=", "<title>", "<!--"),
      fc.constantFrom("<html lang=", '"', ">", "</", "<script>", "&#x", "__proto__=1 "),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        for (const feed of feedsOf(pieces.join(""))) expect(feed).toMatch(/^https?:/);
      }),
    );
  });
});

describe("a page's text", () => {
  const meta = '<meta charset="shift_jis"><title>';
  const sjis = new Uint8Array([...bytes(meta), 0x8d, 0x60, ...bytes("</title>")]);

  test("is by its meta where HTTP is silent", () => {
    expect(pageText(sjis, "text/html")).toContain("<title>港</title>");
    expect(pageText(sjis, "text/html; charset=Shift_JIS")).toContain("<title>港</title>");
  });

  test("of a large page is its beginning, cut between characters", () => {
    const text = pageText(bytes(`<p>${"港".repeat(1_000)}</p>\n`.repeat(4_000)), null);
    expect(text.length).toBeLessThan(300_000);
    expect(text).not.toContain("\ufffd");
    expect(text).toMatch(/>\n?$/);
  });
});

describe("ten megabytes of anything", () => {
  test.each([
    ["<meta", "<meta "],
    ["attributes", '<meta a="1" b="2" '],
    ["open elements", "<div>"],
    ["comments", "<!--"],
    ["entities", "&amp;"],
    ["bytes of no charset", "\ud800"],
  ])("of %s take less than 150 ms of the event loop", (_, piece) => {
    const page = bytes(piece.repeat(Math.ceil((10 * 1024 * 1024) / piece.length)));
    // The thread's own time: the machine may be busy with others.
    const before = process.threadCpuUsage();
    readPageHead(pageText(page, null), url);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(150);
  });
});
