import fc from "fast-check";
import { expect, test } from "vitest";
import {
  entriesInPart,
  type History,
  latestArchive,
  neighboursOf,
  type Part,
  readPart,
  writePart,
} from "#feeds/parts.ts";

const first = Temporal.PlainYearMonth.from("2026-01");

/** A feed that had so many publications in each month from January on. */
function historyOf(counts: readonly number[]): History {
  const indexOf = (month: Temporal.PlainYearMonth): number => first.until(month).months;
  const monthAt = (index: number): Temporal.PlainYearMonth | null =>
    index < 0 ? null : first.add({ months: index });
  return {
    count: async (month) => counts[indexOf(month)] ?? 0,
    before: async (month) =>
      monthAt(counts.findLastIndex((n, i) => n > 0 && (month === null || i < indexOf(month)))),
    after: async (month) => monthAt(counts.findIndex((n, i) => n > 0 && i > indexOf(month))),
  };
}

function sizeOf({ month, number }: Part, counts: readonly number[]): number {
  const all = counts[first.until(month).months] ?? 0;
  return Math.min(entriesInPart, all - (number - 1) * entriesInPart);
}

const months = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 8 });

test("the feed and its archived documents hold everything, each document once", async () => {
  await fc.assert(
    fc.asyncProperty(months, async (counts) => {
      const history = historyOf(counts);
      const seen: string[] = [];
      let archived = 0;
      for (let part = await latestArchive(history); part; ) {
        seen.push(writePart(part));
        archived += sizeOf(part, counts);
        const neighbours = await neighboursOf(history, part);
        expect(neighbours).not.toBeNull();
        part = neighbours?.previous ?? null;
      }
      expect(new Set(seen).size).toBe(seen.length);
      const all = counts.reduce((sum, n) => sum + n, 0);
      expect(all - archived).toBeLessThanOrEqual(2 * entriesInPart);
    }),
  );
});

test("what follows a document in the chain leads back to it", async () => {
  await fc.assert(
    fc.asyncProperty(months, async (counts) => {
      const history = historyOf(counts);
      for (let part = await latestArchive(history); part; ) {
        const before: Part | null = (await neighboursOf(history, part))?.previous ?? null;
        if (before) {
          const next = (await neighboursOf(history, before))?.next;
          expect(next && writePart(next)).toBe(writePart(part));
        }
        part = before;
      }
    }),
  );
});

test("an archived document stays what it is, whatever is published after it", async () => {
  await fc.assert(
    fc.asyncProperty(months, fc.integer({ min: 1, max: 80 }), async (counts, more) => {
      const part = await latestArchive(historyOf(counts));
      if (!part) return;
      const later = [...counts];
      const last = later.findLastIndex((n) => n > 0);
      later[last] = (later[last] ?? 0) + more;
      const [now, then] = [historyOf(counts), historyOf([...later, more])];
      expect(await neighboursOf(then, part)).toEqual(await neighboursOf(now, part));
      expect(sizeOf(part, later)).toBe(sizeOf(part, counts));
    }),
  );
});

test.each([
  ["2026-11", { month: "2026-11", number: 1 }],
  ["2026-11-2", { month: "2026-11", number: 2 }],
  ...["2026-13", "2026-11-1", "2026-11-02", "2026-11-0", "2026", "2026-11-", ""].map(
    (text) => [text, null] as const,
  ),
] as const)("%s names a part: %j", (text, wanted) => {
  const part = readPart(text);
  expect(part && { month: part.month.toString(), number: part.number }).toEqual(wanted);
  if (part) expect(writePart(part)).toBe(text);
});
