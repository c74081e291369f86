import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHtmlPage } from "#handmade/html-page.ts";
import { type ParsedPage, parsePage } from "#handmade/import-text.ts";
import { writeHtml } from "#handmade/write-html.ts";
import { writeText } from "#handmade/write-text.ts";
import { isSame, type WrittenEntry } from "#handmade/written-entry.ts";
import { names, writtenEntry } from "./entries.ts";

const heading = "2026年の港湾に関する報道";
const page = { heading, years: [2025, 2024], language: "ja" as const, addressOf: String };

/** The same rules for any entries that an editor could have typed. */
describe.each<[string, (entries: WrittenEntry[]) => string, (written: string) => ParsedPage]>([
  [
    "text",
    (entries) => writeText({ ...page, entries }, names),
    (written) => parsePage(written, { knownSources: names }),
  ],
  [
    "HTML",
    (entries) => writeHtml({ ...page, entries }, names),
    (written) => parseHtmlPage(written, { knownSources: names }),
  ],
])("written as %s and read", (_, write, read) => {
  test("entries are the same entries", () => {
    fc.assert(
      fc.property(fc.array(writtenEntry, { minLength: 1, maxLength: 3 }), (entries) => {
        const written = write(entries);
        const back = read(written);
        expect(back).toMatchObject({ heading, year: 2026 });
        expect(back.entries).toHaveLength(entries.length);
        for (const [i, entry] of entries.entries()) {
          const found = back.entries[i];
          expect(isSame(found ? [found] : [], entry), written).toBe(true);
        }
      }),
      { numRuns: 700 },
    );
  });
});
