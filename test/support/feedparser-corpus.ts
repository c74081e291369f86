// The test documents of the feedparser project, where they lie beside this project; they are not
// part of it.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { htmlToText } from "#sources/html-text.ts";
import type { Item } from "#sources/item.ts";

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

/** What a parser made of a document; its title beside its items. */
export type Reading = { title: string; items: readonly CorpusItem[] };
export type CorpusItem = Pick<Item, "title" | "url" | "guid" | "excerpt" | "publishedAt">;

export type CorpusDocument = { bytes: Uint8Array; contentType: string | null; url: string };
export type CorpusReader = (document: CorpusDocument) => Promise<Reading | null>;

/** By name of the field: how many are right of how many. */
export type Shares = Record<string, [right: number, all: number]>;

const corpus = join(import.meta.dirname, "../../../shared/corpus");
export const corpusPresent = existsSync(join(corpus, "feedparser-tests.tar.gz"));

// Sanitising, media and podcasts are not ours; base64 went with Atom 0.3.
const foreign = /sanitize|\/base\/|entities|itunes|media|cdf|base64/;

/** Asks `read` for every document, once for each of its assertions. */
export async function measureOnCorpus(read: CorpusReader): Promise<Shares> {
  const folder = mkdtempSync(join(tmpdir(), "feedparser-"));
  execFileSync("tar", ["xzf", join(corpus, "feedparser-tests.tar.gz"), "-C", folder]);
  const shares: Shares = {};
  for (const assertion of assertions()) {
    const name = /published|updated/.test(assertion.field)
      ? "date"
      : assertion.field.replace("content", "summary");
    const [right, of] = shares[name] ?? [0, 0];
    const { path, ct, cl } = assertion;
    const bytes = titled(readFileSync(join(folder, path)));
    const reading = await read({ bytes, contentType: ct, url: cl ?? "http://example.com/" });
    shares[name] = [right + (isRight(name, assertion, reading) ? 1 : 0), of + 1];
  }
  rmSync(folder, { recursive: true });
  return shares;
}

function assertions(): Assertion[] {
  const all = JSON.parse(readFileSync(join(corpus, "feedparser-assertions.json"), "utf8"));
  return (all as Assertion[]).filter(
    ({ path, scope, field }) => !foreign.test(path) && (scope === "entry" || field === "title"),
  );
}

function isRight(name: string, { scope, i, expect }: Assertion, reading: Reading | null): boolean {
  if (!reading) return false;
  if (scope === "feed") return sameText(reading.title, String(expect));
  const item = reading.items[i];
  return item !== undefined && fits(name, item, expect);
}

function fits(name: string, item: CorpusItem, expected: string | number): boolean {
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
