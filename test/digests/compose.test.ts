import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeDigest, type Digest, htmlLimitBytes } from "#digests/compose.ts";
import { openFragments } from "#digests/fragments.ts";
import { periodOf } from "#digests/period.ts";
import { archive, monday, publishedEntry, weekly } from "./invented.ts";

const entries = [
  publishedEntry(3, {
    via: "Yahoo",
    summary:
      "大臣は会見で次のことを述べた。\n・洋上補給\n・捜索救助\n\n(1) 参加は三隻\n(2) 期間は五日",
    notes: ["前回は2025年である。"],
    related: ["2612-111701", "2612-111702"],
    cited: ["2612-111702"],
  }),
  publishedEntry(2, { reportedTime: null, url: null, title: `<b>"A & B"</b> 'x' & 港` }),
  publishedEntry(1, {
    language: "en",
    source: "Harbour Weekly",
    title: "Harbour drill begins with three ships",
    summary: "A drill of three ships began.\nIt ends on Sunday.",
  }),
];

const digest: Digest = {
  archive,
  title: weekly.title,
  period: periodOf("weekly", monday, "Asia/Tokyo"),
  language: "ja",
  entries,
  unsubscribeUrl: "https://archive.example/unsubscribe/a-token",
};
const english: Digest = { ...digest, language: "en", title: "Harbour Defence Weekly" };

describe("a digest", () => {
  test.each([
    ["ja", digest],
    ["en", english],
  ])("in %s is as it was", async (language, digest) => {
    const { text, html } = compose(digest);
    await expect(text).toMatchFileSnapshot(`golden/weekly-${language}.txt`);
    await expect(html).toMatchFileSnapshot(`golden/weekly-${language}.html.txt`);
  });

  test("names the week and the count in its subject", () => {
    expect(compose(digest).subject).toBe("港湾防衛週報：11月16日〜22日（3件）");
    expect(compose(english).subject).toBe("Harbour Defence Weekly: 16–22 November (3 entries)");
    const one = compose({ ...english, entries: entries.slice(0, 1) });
    expect(one.subject).toContain("(1 entry)");
  });

  test("says how to leave at the top and at the bottom of both parts", () => {
    const { text, html } = compose(digest);
    for (const part of [text, html]) {
      const [first, last] = [part.indexOf("/unsubscribe/"), part.lastIndexOf("/unsubscribe/")];
      expect(first).toBeLessThan(part.indexOf("港の訓練"));
      expect(last).toBeGreaterThan(part.indexOf("Harbour drill"));
    }
  });

  test("has every headline and permalink in both parts", () => {
    const { text, html } = compose(digest);
    for (const { archiveId } of entries) {
      expect(text).toContain(`https://archive.example/entries/${archiveId}`);
      expect(html).toContain(`https://archive.example/entries/${archiveId}`);
    }
    expect(text).toContain("2026.11.18 20:16　瓦版通信 (Yahoo)");
  });

  test("names related entries as the pages do, and links those that are public", () => {
    const { text, html } = compose(digest);
    expect(text).toContain("【関連記事:2612-111701、2612-111702】");
    expect(html).not.toContain("/entries/2612-111701");
    expect(html).toMatch(
      /【関連記事:2612-111701、<a href="https:\/\/archive\.example\/entries\/2612-111702"[^>]*>2612-111702<\/a>】/,
    );
  });

  test("shows hostile headlines as text", () => {
    const hostile = `</a><script>alert(1)</script><img src=x onerror="x">&amp;`;
    const plain = tagsOf(composeHostile("x"));
    fc.assert(
      fc.property(fc.string(), (text) => {
        const html = composeHostile(hostile + text);
        expect(tagsOf(html)).toEqual(plain);
      }),
    );
  });

  test("never exceeds what Gmail shows, whatever it holds", () => {
    const sizes = fc.array(fc.record({ title: fc.nat(500), summary: fc.nat(20_000) }), {
      minLength: 1,
      maxLength: 90,
    });
    fc.assert(
      fc.property(sizes, (sizes) => {
        const long = sizes.map(({ title, summary }, i) =>
          publishedEntry(i + 1, { title: "港".repeat(title), summary: "訓".repeat(summary) }),
        );
        const { html, text } = compose({ ...digest, entries: long });
        expect(Buffer.byteLength(html)).toBeLessThanOrEqual(htmlLimitBytes);
        expect(html).toContain("</html>");
        for (const { archiveId } of long) expect(text).toContain(archiveId);
      }),
      { numRuns: 30 },
    );
  });

  test("too long for one mail gives the rest as headlines, and says so", () => {
    const long = Array.from({ length: 60 }, (_, i) =>
      publishedEntry(i + 1, { summary: "訓練の詳しい説明。".repeat(100) }),
    );
    const { html } = compose({ ...digest, entries: long });
    for (const { title } of long) expect(html).toContain(title);
    expect(html).toContain("見出しだけのものがあります");
    expect(html.match(/<h2/g)?.length).toBeGreaterThan(20);
  });
});

test("an entry is set once for all readers of a language, and again when it or a link changes", () => {
  const fragments = openFragments(archive);
  const entry = publishedEntry(1);
  const first = fragments(entry, "ja");
  expect(fragments({ ...entry }, "ja")).toBe(first);
  expect(fragments(entry, "en")).not.toBe(first);
  const linked = fragments({ ...entry, related: ["2612-111702"], cited: ["2612-111702"] }, "ja");
  expect(linked.full.markup).toContain("/entries/2612-111702");
  const revised = fragments({ ...entry, revision: 2, title: "訂正した見出し" }, "ja");
  expect(revised.text).toContain("訂正した見出し");
});

function compose(digest: Digest) {
  return composeDigest(digest, openFragments(archive));
}

function composeHostile(title: string): string {
  const entry = publishedEntry(1, { title, summary: title, notes: [title], source: title });
  return compose({ ...digest, entries: [entry], title }).html;
}

/** The tags, without what stands in the quotes of their attributes. */
function tagsOf(html: string): string[] {
  return html.replace(/"[^"]*"/g, '""').match(/<[^>]*>/g) ?? [];
}
