// Documents of every kind but the XML of feeds that are deep, large or endless.

import { gzipSync } from "node:zlib";
import type { ParseInput } from "#sources/parse-feed.ts";

const mebi = 1024 * 1024;

/** Name, kind, what is sent, and what has to come of it. */
type HostileDocument = [string, ParseInput["kind"], () => string | Uint8Array, object];

const deep = { outcome: "too-complex", detail: "nested deeper than 200 levels" };
const large = { outcome: "too-complex", detail: "more than 50000 nodes" };
const pieces = { outcome: "too-complex", detail: "more than 500000 pieces of text" };
const read = { outcome: "ok" };

export const hostileDocuments: readonly HostileDocument[] = [
  ["201 levels of HTML", "page", () => "<div>".repeat(201), deep],
  ["2,000,000 levels of HTML", "page", () => "<div>".repeat(2_000_000), deep],
  [
    "levels closed by nothing of theirs",
    "page",
    () => "<a>".repeat(200) + "</b>".repeat(2 * mebi),
    read,
  ],
  ["1,000,000 elements", "page", () => "<i></i>".repeat(1_000_000), large],
  ["1,000,000 headlines", "page", () => "<li><h3>a</h3>".repeat(500_000), large],
  [
    "1,000,000 attributes in one tag",
    "page",
    () => `<li ${Array.from({ length: mebi }, (_, i) => `a${i}`).join(" ")}><h3>a</h3>`,
    large,
  ],
  ["1,000,000 comments", "page", () => "<!---->".repeat(1_000_000), large],
  ["10 MiB of <", "page", () => "<".repeat(10 * mebi), pieces],
  ["10 MiB of references", "page", () => `<li><h3>${"&amp;".repeat(2 * mebi)}</h3>`, pieces],
  ["10 MiB in one headline", "page", () => `<li><h3>${"長".repeat(3 * mebi)}</h3>`, read],
  [
    "an attribute of 10 MiB",
    "page",
    () => `<li><h3><a href="${"x".repeat(10 * mebi)}">a</a></h3>`,
    read,
  ],
  ["a script of 10 MiB that never ends", "page", () => `<script>${"</scrip".repeat(mebi)}`, read],
  [
    "11,000 items around one another's text",
    "page",
    () => `${"<li><h3>".repeat(90)}${"<p>長い</p>".repeat(11_000)}`,
    read,
  ],
  ["201 levels of XML", "sitemap", () => `<urlset>${"<x>".repeat(201)}`, deep],
  [
    "1,000,000 entries",
    "sitemap",
    () => `<urlset>${"<url/>".repeat(1_000_000)}`,
    { outcome: "too-complex", detail: "more than 300000 nodes" },
  ],
  [
    "a billion laughs",
    "sitemap",
    () =>
      `<!DOCTYPE x [<!ENTITY a "lol">${"<!ENTITY b '&a;&a;&a;'>".repeat(9)}]><urlset><url><loc>/</loc><news:title>&b;</news:title></url></urlset>`,
    read,
  ],
  [
    "a headline of 10 MiB",
    "sitemap",
    () => `<urlset><url><news:title>${"x".repeat(10 * mebi)}</news:title></url></urlset>`,
    read,
  ],
  [
    "a bomb of gzip",
    "sitemap",
    () => gzipSync(new Uint8Array(200 * mebi)),
    { outcome: "too-complex", detail: "over 10485760 bytes when unpacked" },
  ],
  [
    "gzip cut short",
    "sitemap",
    () => gzipSync("<urlset></urlset>").subarray(0, 20),
    { outcome: "not-a-feed" },
  ],
  [
    "5,000,000 levels of JSON",
    "feed",
    () => `{"a":${"[".repeat(5_000_000)}`,
    { outcome: "not-a-feed" },
  ],
  [
    "1,000,000 items of JSON",
    "feed",
    () => `{"version":"https://jsonfeed.org/version/1","items":[${"{},".repeat(1_000_000)}{}]}`,
    read,
  ],
];
