// Whatever the bytes are: a typed outcome, and nothing in it that could not be stored or shown.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Item, ParseOutcome } from "#sources/item.ts";
import type { ParseInput } from "#sources/parse-feed.ts";
import { parseKind } from "#sources/parse-kind.ts";
import { atomFeed, yahooFeed } from "../support/feeds.ts";

const told = [
  {
    title: "護衛艦が寄港(瓦版通信)",
    link: "https://a.example/1",
    date: "Thu, 24 Jul 2025 11:16:00 GMT",
  },
  {
    title: "海 <b>&amp;</b> 空",
    link: "/2",
    date: "令和7年7月24日 午後8時16分",
    lead: "<p>長い</p>",
  },
  { title: "😀 story", link: "javascript:1", date: "+999999-01-01T00:00:00Z", guid: "urn:3" },
];
const seeds = [
  yahooFeed(told),
  atomFeed(told),
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><language>ja</language></channel><item rdf:about="u"><title>a</title></item></rdf:RDF>',
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: "瓦版",
    items: told.map((one, id) => ({
      id,
      title: one.title,
      url: one.link,
      date_published: one.date,
    })),
  }),
  `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/1</loc><news:news><news:title>寄港</news:title><news:publication_date>2025-07-24</news:publication_date></news:news></url></urlset>`,
  `<html><body><ul><li><a href="/1">寄港</a><time>7/24(木) 20:16</time></li></ul></body></html>`,
].map((text) => new TextEncoder().encode(text));

const page = { item: "li", title: "a", link: "a@href", date: "time" };

function parse(bytes: Uint8Array, more: Partial<ParseInput> = {}): Promise<ParseOutcome> {
  return parseKind({
    ...{ bytes, contentType: null, url: "https://a.example/feed", zone: "Asia/Tokyo" },
    ...{ carrier: true, maxItems: 20, kind: "feed", page: null, now: "2026-11-24T00:00:00Z" },
    ...more,
  });
}

/** Bytes that a hostile or a broken publisher puts where they do not belong. */
const shards = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc
    .constantFrom(
      ...[
        "<",
        ">",
        "&",
        "\0",
        "]]>",
        "<![CDATA[",
        "<!--",
        "<item>",
        "</item>",
        "<title>",
        "&#xD800;",
      ],
      ...[
        "&#0;",
        "&#x85;",
        "&amp;#1;",
        "\u0085",
        "\u0001",
        "\u{1f600}",
        "\ufffe",
        '="',
        "<?",
        "\\ud800",
      ],
      ...[
        "99999999999",
        "-",
        "(",
        ")",
        "{",
        "[",
        "__proto__",
        'xml:base="//["',
        "http://[",
        "\u202e",
      ],
    )
    .map((text) => new TextEncoder().encode(text)),
);

const damaged = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.nat(), fc.nat(30), shards), { maxLength: 6 }),
  )
  .map(([seed, cuts]) =>
    cuts.reduce((bytes, [place, length, shard]) => {
      const at = place % (bytes.length + 1);
      return Buffer.concat([bytes.subarray(0, at), shard, bytes.subarray(at + length)]);
    }, Buffer.from(seed)),
  )
  .map((bytes) => new Uint8Array(bytes));

const kinds = fc.constantFrom<Partial<ParseInput>>(
  { kind: "feed" },
  { kind: "sitemap" },
  { kind: "search" },
  { kind: "page", page },
);
const contentTypes = fc.constantFrom(null, "text/xml; charset=shift_jis", "text/xml; charset=x");

describe("whatever the bytes are", () => {
  test.each([
    ["random", fc.uint8Array({ maxLength: 300 })],
    ["a damaged document", damaged],
  ])("%s: the outcome is typed and what it holds can be stored", async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(bytes, kinds, contentTypes, async (bytes, kind, contentType) => {
        const parsed = await parse(bytes, { ...kind, contentType });
        expect(["ok", "not-a-feed", "too-complex"]).toContain(parsed.outcome);
        if (parsed.outcome !== "ok") return expectText(parsed.detail, 1_000);
        expectText(parsed.feed.title, 500);
        expectText(parsed.feed.language, 100);
        expect(parsed.feed.items.length).toBeLessThanOrEqual(20);
        parsed.feed.items.forEach(expectStorable);
      }),
      { numRuns: 600 },
    );
  });
});

function expectStorable(item: Item): void {
  expect(item.title).not.toBe("");
  expectText(item.title, 500);
  expectText(item.excerpt, 1_000);
  expectText(item.guid, 2_000);
  expectText(item.url, 2_000);
  expectText(item.canonicalUrl, 2_000);
  expectText(item.publisher, 100);
  expectText(item.publishedRaw, 100);
  if (item.url) expect(item.url).toMatch(/^https?:\/\//);
  if (item.publishedAt) Temporal.Instant.from(item.publishedAt);
  const year = item.publishedAt === null ? 2000 : Number(/^[+-]?\d+/.exec(item.publishedAt)?.[0]);
  expect(year).toBeGreaterThan(-4_712);
  expect(year).toBeLessThan(10_000);
}

/** PostgreSQL takes no NUL and no half of a surrogate pair, and XML none of the other controls. */
function expectText(text: string | null, length: number): void {
  if (text === null) return;
  expect(text.length).toBeLessThanOrEqual(length);
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toMatch(/[^\P{Cc}\t\n\r]/u);
}
