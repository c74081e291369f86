// Invented feeds of about 34 KB: 20 to 50 items; RSS 2.0, RDF and Atom; one in twenty in Shift_JIS or EUC-JP.

import { type Charset, encodeText } from "#demo/charset.ts";
import { type FeedWriter, writeAtom, writeRdf, writeRss } from "#demo/feed-writers.ts";

const wantedBytes = 34_000;
const clause = "港湾の防衛協力をめぐる協議が続き、担当者は記者団に対し新しい計画の概要を説明した。";
const first = Temporal.Instant.from("2026-11-01T00:00:00Z");

export function itemsOf(feed: number): number {
  return 20 + ((feed * 7) % 31);
}

/** Feed `feed` after `revision` stories more than at first: the newest on top, the oldest gone. */
export function writeFeed(feed: number, revision: number): { body: Buffer; charset: Charset } {
  const charset = charsetOf(feed);
  const home = `https://paper-${feed}.example`;
  const items = itemsOf(feed);
  const chars = Math.floor((wantedBytes / items - 240) / (charset === "utf-8" ? 3 : 2));
  const stories = Array.from({ length: items }, (_, i) =>
    storyOf(home, items + revision - i, chars),
  );
  const text = writerOf(feed)({
    ...{ name: `第${feed}新聞`, language: "ja", charset, homepage: `${home}/` },
    ...{ address: `${home}/feed`, stories },
  });
  return { body: encodeText(text, charset), charset };
}

function storyOf(home: string, n: number, chars: number): Parameters<FeedWriter>[0]["stories"][0] {
  const at = first.add({ minutes: 17 * n });
  const lead = `${n}件目。${clause.repeat(Math.ceil(chars / clause.length))}`.slice(0, chars);
  return {
    ...{ url: `${home}/story/${n}`, headline: `防衛と港湾の話題 その${n}`, lead, publisher: null },
    ...{ publishedAt: at, changedAt: at },
  };
}

function charsetOf(feed: number): Charset {
  if (feed % 40 === 7) return "shift_jis";
  return feed % 40 === 27 ? "euc-jp" : "utf-8";
}

function writerOf(feed: number): FeedWriter {
  if (feed % 10 === 3) return writeRdf;
  return feed % 5 === 1 ? writeAtom : writeRss;
}
