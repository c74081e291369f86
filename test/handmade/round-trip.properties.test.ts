import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePage } from "#handmade/import-text.ts";
import { writeText } from "#handmade/write-text.ts";
import { isSame } from "#handmade/written-entry.ts";
import { names, writtenEntry } from "./entries.ts";

const heading = "2026年の港湾に関する報道";

test("any entries, written as text and read, are the same entries", () => {
  fc.assert(
    fc.property(fc.array(writtenEntry, { minLength: 1, maxLength: 3 }), (entries) => {
      const text = writeText({ heading, years: [2025, 2024], entries }, names);
      const page = parsePage(text, { knownSources: names });
      expect(page).toMatchObject({ heading, year: 2026 });
      expect(page.entries).toHaveLength(entries.length);
      for (const [i, entry] of entries.entries()) {
        const read = page.entries[i];
        expect(isSame(read ? [read] : [], entry), text).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
});
