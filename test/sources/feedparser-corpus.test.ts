// The test documents of the feedparser project, where they lie beside this project; they are not
// part of it. Of every field, the share that is right is printed and may not fall.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { htmlToText } from "#sources/html-text.ts";
import type { Item } from "#sources/item.ts";
import { parseFeed } from "#sources/parse-feed.ts";

type Assertion = {
  path: string;
  scope: "feed" | "entry";
  /** Which entry. */
  i: number;
  field: string;
  /** Text, or milliseconds since 1970. */
  expect: string | number;
  /** Content-Type and Content-Location. */
  ct: string | null;
  cl: string | null;
};

const corpus = join(import.meta.dirname, "../../../shared/corpus");
const present = existsSync(join(corpus, "feedparser-tests.tar.gz"));
const folder = mkdtempSync(join(tmpdir(), "feedparser-"));
afterAll(() => rmSync(folder, { recursive: true }));

// Sanitising, media and podcasts are not ours; base64 went with Atom 0.3.
const foreign = /sanitize|\/base\/|entities|itunes|media|cdf|base64/;
const wanted: Readonly<Record<string, number>> = {
  title: 0.98,
  link: 1,
  id: 0.93,
  date: 0.9,
  summary: 0.93,
};

describe("the documents of feedparser", () => {
  test.skipIf(!present)(
    `are read right${present ? "" : " (skipped: no corpus here)"}`,
    async () => {
      execFileSync("tar", ["xzf", join(corpus, "feedparser-tests.tar.gz"), "-C", folder]);
      const shares = await measure(assertions());
      const lines = Object.entries(shares).map(([name, [right, all]]) => `${name} ${right}/${all}`);
      process.stdout.write(`feedparser corpus: ${lines.join(", ")}\n`);
      for (const [name, share] of Object.entries(wanted)) {
        const [right, all] = shares[name] ?? [0, 1];
        expect([name, right / all >= share]).toEqual([name, true]);
      }
    },
  );
});

function assertions(): Assertion[] {
  const all = JSON.parse(readFileSync(join(corpus, "feedparser-assertions.json"), "utf8"));
  return (all as Assertion[]).filter(
    ({ path, scope, field }) => !foreign.test(path) && (scope === "entry" || field === "title"),
  );
}

async function measure(all: readonly Assertion[]): Promise<Record<string, [number, number]>> {
  const shares: Record<string, [number, number]> = {};
  for (const assertion of all) {
    const name = /published|updated/.test(assertion.field)
      ? "date"
      : assertion.field.replace("content", "summary");
    const [right, of] = shares[name] ?? [0, 0];
    shares[name] = [right + ((await isRight(name, assertion)) ? 1 : 0), of + 1];
  }
  return shares;
}

async function isRight(
  name: string,
  { path, scope, i, expect, ct, cl }: Assertion,
): Promise<boolean> {
  const parsed = await parseFeed({
    bytes: titled(readFileSync(join(folder, path))),
    contentType: ct,
    url: cl ?? "http://example.com/",
    zone: "+00:00",
    carrier: false,
    maxItems: 2000,
  });
  if (parsed.outcome !== "ok") return false;
  if (scope === "feed") return sameText(parsed.feed.title, String(expect));
  const item = parsed.feed.items[i];
  return item !== undefined && fits(name, item, expect);
}

function fits(name: string, item: Item, expected: string | number): boolean {
  if (name === "link") return item.url === (URL.parse(String(expected))?.href ?? expected);
  if (name === "id") return item.guid === expected;
  if (name !== "date")
    return sameText(name === "title" ? item.title : item.excerpt, String(expected));
  if (item.publishedAt === null) return false;
  return Temporal.Instant.from(item.publishedAt).epochMilliseconds === expected;
}

/** feedparser gives markup, we give its text; a title of plain text is the same in both. */
function sameText(got: string, markup: string): boolean {
  const fold = (text: string): string => text.replace(/\s+/g, " ").trim();
  return [fold(markup), fold(htmlToText(markup))].includes(fold(got));
}

/** Items that say nothing are dropped; these test one field each, so that they are given a title. */
function titled(bytes: Buffer): Uint8Array {
  const text = bytes
    .toString("latin1")
    .replace(
      /<((?:(\w+):)?(?:item|entry))((?:\s[^>]*)?)>(?![\s\S]*title)/g,
      (_, name, prefix, attributes) => {
        const title = prefix ? `${prefix}:title` : "title";
        return `<${name}${attributes}><${title}>untitled</${title}>`;
      },
    );
  return new Uint8Array(Buffer.from(text, "latin1"));
}
