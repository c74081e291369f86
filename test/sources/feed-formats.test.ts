import { describe, expect, test } from "vitest";
import { parseFeed } from "#sources/parse-feed.ts";

const feed = { kind: "feed", page: null, now: "2025-07-24T12:00:00Z" } as const;
const asked = { ...feed, contentType: null, zone: "+09:00", carrier: false, maxItems: 2000 };

const story = "<title>護衛艦が寄港</title><link>https://news.example.jp/1</link>";

describe("every format tells the same story", () => {
  /** RSS 1.0 with its own elements under `p` ("" or "r:") and RDF's under `r`. */
  const rdf = (p: string, r: string): string => `<?xml version="1.0"?>
<${r}:RDF xmlns:${r}="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:x="http://purl.org/dc/elements/1.1/"
 xmlns${p && `:${p.slice(0, -1)}`}="http://purl.org/rss/1.0/">
<${p}channel ${r}:about="https://news.example.jp/"><${p}title>瓦版</${p}title></${p}channel>
<${p}item ${r}:about="id-1"><${p}title>護衛艦が寄港</${p}title>
<${p}link>https://news.example.jp/1</${p}link><x:date>2025-07-24T20:16:00+09:00</x:date></${p}item>
</${r}:RDF>`;
  const plain = (version: string): string =>
    `<rss ${version}><channel><title>瓦版</title><item>${story}<guid>id-1</guid><pubDate>Thu, 24 Jul 2025 20:16:00 JST</pubDate></item></channel></rss>`;

  test.each([
    ["RSS 0.91", plain('version="0.91"')],
    ["RSS 0.92", plain('version="0.92"')],
    ["RSS 2.0", plain('version="2.0"')],
    ["RSS 2.0 in a namespace", plain('version="2.0" xmlns="http://backend.userland.com/rss2"')],
    ["RSS without a version", plain("")],
    ["RSS 1.0", rdf("", "rdf")],
    ["RSS 1.0 under other prefixes", rdf("r:", "syntax")],
    [
      "RSS 0.90, items in the channel",
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>瓦版</title><item rdf:about="id-1">${story}<pubDate>2025-07-24 20:16</pubDate></item></channel></rdf:RDF>`,
    ],
    [
      "RDF without a channel's title",
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="id-1">${story}<pubDate>2025-07-24 20:16</pubDate></item></rdf:RDF>`,
    ],
    [
      "Atom 1.0",
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>瓦版</title><entry><id>id-1</id><title>護衛艦が寄港</title><link href="https://news.example.jp/1"/><published>2025-07-24T20:16:00+09:00</published><updated>2025-07-25T00:00:00Z</updated></entry></feed>',
    ],
    [
      "Atom 1.0 under a prefix",
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>瓦版</a:title><a:entry><a:id>id-1</a:id><a:title>護衛艦が寄港</a:title><a:link href="https://news.example.jp/1"/><a:updated>2025-07-24T11:16:00Z</a:updated></a:entry></a:feed>',
    ],
    [
      "Atom 0.3",
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>瓦版</title><entry><id>id-1</id><title mode="escaped" type="text/html">護衛艦が&lt;b&gt;寄港&lt;/b&gt;</title><link rel="alternate" type="text/html" href="https://news.example.jp/1"/><issued>2025-07-24T20:16:00</issued><modified>2025-07-25T20:16:00</modified></entry></feed>',
    ],
    [
      "capital tags",
      plain('version="2.0"')
        .replace(/pubDate/g, "PUBDATE")
        .replace(/title/g, "Title"),
    ],
  ])("%s", async (_, text) => {
    const bytes = new TextEncoder().encode(text);
    const parsed = await parseFeed({ ...asked, bytes, url: "https://news.example.jp/feed" });
    expect(parsed).toMatchObject({
      outcome: "ok",
      feed: {
        items: [
          {
            guid: "id-1",
            url: "https://news.example.jp/1",
            title: "護衛艦が寄港",
            publishedAt: "2025-07-24T11:16:00Z",
            timed: true,
          },
        ],
      },
    });
  });
});
