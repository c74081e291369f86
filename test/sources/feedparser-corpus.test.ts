// Of every field of the feedparser project's documents, the share that is right is printed and may
// not fall.

import { describe, expect, test } from "vitest";
import { parseFeed } from "#sources/parse-feed.ts";
import { corpusPresent, measureOnCorpus } from "../support/feedparser-corpus.ts";
import { inputOf } from "../support/parse.ts";

const wanted: Readonly<Record<string, number>> = {
  title: 0.98,
  link: 1,
  id: 0.93,
  date: 0.9,
  summary: 0.93,
};

describe("the documents of feedparser", () => {
  test.skipIf(!corpusPresent)(
    `are read right${corpusPresent ? "" : " (skipped: no corpus here)"}`,
    async () => {
      const shares = await measureOnCorpus(async ({ bytes, contentType, url }) => {
        const parsed = await parseFeed(
          inputOf(bytes, { kind: "feed", contentType, url, zone: "+00:00" }),
        );
        return parsed.outcome === "ok" ? parsed.feed : null;
      });
      const lines = Object.entries(shares).map(([name, [right, all]]) => `${name} ${right}/${all}`);
      process.stdout.write(`feedparser corpus: ${lines.join(", ")}\n`);
      for (const [name, share] of Object.entries(wanted)) {
        const [right, all] = shares[name] ?? [0, 1];
        expect([name, right / all >= share]).toEqual([name, true]);
      }
    },
  );
});
