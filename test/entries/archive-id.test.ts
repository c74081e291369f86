import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { archiveDay, archiveId, archiveSequence, parseArchiveId } from "#entries/archive-id.ts";

const firstDay = Temporal.PlainDate.from("1999-12-01");
const lastDay = Temporal.PlainDate.from("2099-11-30");
const days = fc
  .integer({ min: 0, max: firstDay.until(lastDay).days })
  .map((days) => firstDay.add({ days }));
const sequences = fc.integer({ min: 1, max: 99 });

describe("an archive id", () => {
  test.each([
    ["2025-07-24", 16, "2508-072416"],
    ["2025-07-31", 10, "2508-073110"],
    ["2025-01-31", 5, "2502-013105"],
    ["2025-12-31", 1, "2601-123101"],
    ["2024-02-29", 99, "2403-022999"],
    ["1999-12-31", 1, "0001-123101"],
  ])("of %s number %i is %s", (day, sequence, id) => {
    expect(archiveId(Temporal.PlainDate.from(day), sequence)).toBe(id);
  });

  test("gives back its day and its number", () => {
    fc.assert(
      fc.property(days, sequences, (day, sequence) => {
        const id = archiveId(day, sequence);
        expect(parseArchiveId(id)).toBe(id);
        expect(archiveDay(id).toString()).toBe(day.toString());
        expect(archiveSequence(id)).toBe(sequence);
      }),
    );
  });

  test("sorts as text in the order of the days and the numbers", () => {
    fc.assert(
      fc.property(days, sequences, days, sequences, (dayA, a, dayB, b) => {
        const byText = Math.sign(archiveId(dayA, a) < archiveId(dayB, b) ? -1 : 1);
        const byTime = Temporal.PlainDate.compare(dayA, dayB) || Math.sign(a - b);
        if (byTime !== 0) expect(byText).toBe(byTime);
      }),
    );
  });

  test.each([0, 100, 1.5, -1])("has no number %d", (sequence) => {
    expect(() => archiveId(Temporal.PlainDate.from("2025-07-24"), sequence)).toThrow(RangeError);
  });

  test.each(["1999-11-30", "2099-12-01"])("cannot name %s, outside its century", (day) => {
    expect(() => archiveId(Temporal.PlainDate.from(day), 1)).toThrow(RangeError);
  });
});

describe("what is not an archive id", () => {
  test.each([
    ["another issue than the month after", "2507-072416"],
    ["a December story in the December issue", "2512-123101"],
    ["the number 00", "2508-072400"],
    ["a day the calendar lacks", "2503-023001"],
    ["29 February of a common year", "2503-022901"],
    ["the month 00", "2501-000101"],
    ["the month 13", "2501-130101"],
    ["the day 00", "2508-070001"],
    ["white space around it", " 2508-072416"],
    ["a line after it", "2508-072416\n"],
    ["a digit too few", "2508-07241"],
    ["a digit too many", "2508-0724161"],
    ["full-width digits", "２５０８-072416"],
    ["nothing", ""],
  ])("%s", (_, text) => {
    expect(parseArchiveId(text)).toBeNull();
  });

  test("nothing else is one either: what is taken could have been given", () => {
    const shaped = fc.stringMatching(/^\d\d(0\d|1[0-3])-(0\d|1[0-3])[0-3]\d{3}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), shaped), (text) => {
        const id = parseArchiveId(text);
        if (id) expect(archiveId(archiveDay(id), archiveSequence(id))).toBe(text);
      }),
    );
  });
});
