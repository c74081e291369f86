import fc from "fast-check";
import { expect, test } from "vitest";
import { entryJsonLd } from "#pages/json-ld.ts";
import { archive, published, samples } from "../support/published.ts";

type Entry = Parameters<typeof entryJsonLd>[1];

function read(entry: Entry, cited: readonly Entry[] = []): Record<string, unknown> {
  const [, json = ""] =
    /^<script type="application\/ld\+json">([^<>&]*)<\/script>$/.exec(
      entryJsonLd(archive, entry, cited).markup,
    ) ?? [];
  return JSON.parse(json);
}

test("the entry is the archive's, and cites the story and what it refers to", () => {
  const [first, second, third] = samples as [Entry, Entry, Entry];
  expect(read(second, [third])).toMatchObject({
    "@context": "https://schema.org",
    "@type": "Article",
    "@id": "https://minato.example/entries/2608-072819",
    identifier: "2608-072819",
    inLanguage: "ja",
    publisher: { "@type": "Organization", name: "港の記録 編集部" },
    citation: [
      {
        "@type": "NewsArticle",
        headline: "Partners test underwater links during exercise Quiet Tide",
        url: "https://news.example/2608-072819",
        publisher: { name: "Harbor Wire" },
        datePublished: "2026-07-28",
        inLanguage: "en",
      },
      { "@type": "Article", "@id": "https://minato.example/entries/2608-072416" },
    ],
  });
  expect(read(first).citation).toMatchObject([
    { datePublished: "2026-07-31T18:54:00+09:00", provider: { name: "Yahoo" } },
  ]);
});

test("whatever is written, the block ends where it ends, and is read as it was written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const summary = `</script><!--<script>${text}\u2028&amp;`;
      const entry = published("2608-070101", {
        on: "2026-07-01",
        summary,
        title: "",
        url: "data:x",
      });
      expect(read(entry).headline).toBe("2608-070101");
      expect(String(read(entry).abstract)).toMatch(/^<\/script><!--<script>/);
    }),
  );
});
