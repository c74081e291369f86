import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText, oneLine } from "#base/text.ts";
import { writeAtom } from "#feeds/atom.ts";
import type { Feed } from "#feeds/feed.ts";
import { published, samples } from "../support/published.ts";
import { feedOf as feedWith } from "./feed-of.ts";
import { all, one, parseXml } from "./xml-tree.ts";

const titles = new Map(samples.map(({ archiveId, title }) => [archiveId as string, title]));

function feedOf(entries = samples): Feed {
  return feedWith("all", entries, { titles });
}

test("the feed is byte for byte the golden file", () => {
  const golden = readFileSync(new URL("./golden/all.atom", import.meta.url), "utf8");
  expect(writeAtom(feedOf())).toBe(golden);
});

test("an archive without entries has a feed that never changes by itself", () => {
  const feed = parseXml(writeAtom(feedOf([])));
  expect(one(feed, "updated")?.text).toBe("2026-04-01T00:00:00Z");
  expect(all(feed, "entry")).toEqual([]);
});

describe("RFC 4287", () => {
  const feed = parseXml(writeAtom(feedOf()));
  const entries = all(feed, "entry");
  const holders = [feed, ...entries, ...entries.map((entry) => one(entry, "source"))];

  test("the root is a feed in Atom's namespace with a language (§2, §4.1.1)", () => {
    expect(feed.name).toBe("feed");
    expect(feed.attributes).toMatchObject({
      ...{ xmlns: "http://www.w3.org/2005/Atom", "xml:lang": "ja" },
    });
  });

  test.each(["id", "title", "updated"])("exactly one %s each (§4.1)", (name) => {
    for (const holder of holders) expect(all(holder, name)).toHaveLength(1);
  });

  test("an author stands for every entry (§4.1.1)", () => {
    expect(one(one(feed, "author"), "name")?.text).toBe("港の記録 編集部");
  });

  test("ids are absolute, and each is there once (§4.2.6)", () => {
    const ids = [feed, ...entries].map((holder) => one(holder, "id")?.text ?? "");
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^tag:minato\.example,2026-04:[^\s]+$/);
  });

  test("dates are RFC 3339 with a zone (§3.3)", () => {
    const dates = holders.flatMap((holder) => [
      ...all(holder, "updated"),
      ...all(holder, "published"),
    ]);
    expect(dates.length).toBeGreaterThan(9);
    for (const { text } of dates) {
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    }
  });

  test("the feed was updated when the last of its entries was", () => {
    expect(one(feed, "updated")?.text).toBe("2026-07-31T12:00:00Z");
  });

  test("links are absolute, and alternates unique by type and language (§4.1.2, §4.2.7)", () => {
    for (const holder of holders) {
      const links = all(holder, "link");
      for (const { attributes } of links) expect(URL.canParse(attributes.href ?? "")).toBe(true);
      const alternates = links.filter(({ attributes }) => attributes.rel === "alternate");
      expect(alternates.length).toBeLessThan(2);
    }
  });

  test("content is one XHTML div (§4.1.3.3)", () => {
    for (const entry of entries) {
      const content = one(entry, "content");
      expect(content?.attributes.type).toBe("xhtml");
      expect(content?.children.map(({ name, attributes }) => [name, attributes.xmlns])).toEqual([
        ["div", "http://www.w3.org/1999/xhtml"],
      ]);
    }
  });
});

test("an entry leads to its page, to the story by name, and to what it cites", () => {
  const [first, second] = all(parseXml(writeAtom(feedOf())), "entry");
  const links = (entry = first) => all(entry, "link").map(({ attributes }) => attributes);
  expect(links()).toEqual([
    { rel: "alternate", href: "https://minato.example/entries/2608-073110", type: "text/html" },
    {
      rel: "via",
      href: "https://news.example/stories/1?a=1&b=2",
      title: "東都新聞 (Yahoo)",
      hreflang: "ja",
    },
  ]);
  const cited = links(second).filter(({ rel }) => rel === "related");
  expect(cited.map(({ href }) => href)).toEqual(["https://minato.example/entries/2608-072416"]);
});

test("a story's address that is not of the web is not linked", () => {
  const hostile = published("2608-072301", { on: "2026-07-23", url: "javascript:alert(1)" });
  expect(writeAtom(feedOf([hostile]))).not.toContain("javascript:");
});

test("xmllint finds the feed well-formed", ({ skip }) => {
  const run = spawnSync("xmllint", ["--noout", "-"], { input: writeAtom(feedOf()) });
  if (run.error) skip("xmllint is not installed here");
  expect(String(run.stderr)).toBe("");
  expect(run.status).toBe(0);
});

const nasty = fc.constantFrom(
  "]]>",
  "<b>",
  "&amp;",
  "&",
  '"',
  "'",
  "\r",
  "\t",
  "\u2028",
  "・",
  "𠮷",
);
const text = fc
  .array(fc.oneof(nasty, fc.string({ unit: "binary" }), fc.constant("\ud800"), fc.constant("\0")))
  .map((parts) => parts.join(""));

test("whatever an editor types is read back as the same text", () => {
  fc.assert(
    fc.property(text, text, text, (title, summary, note) => {
      const entry = published("2608-072301", {
        on: "2026-07-23",
        title,
        summary,
        notes: [note],
        source: title,
      });
      const read = one(parseXml(writeAtom(feedOf([entry]))), "entry");
      expect(one(read, "title")?.text).toBe(oneLine(title));
      expect(one(read, "summary")?.text ?? "").toBe(cleanText(summary));
      const via = all(read, "link").find(({ attributes }) => attributes.rel === "via");
      expect(via?.attributes.title).toBe(oneLine(title));
      const letters = (of: string): string => cleanText(of).replace(/[\s・()（）\d０-９]/g, "");
      expect(letters(one(read, "content")?.text ?? "")).toBe(letters(`${summary}【註】${note}`));
    }),
  );
});
