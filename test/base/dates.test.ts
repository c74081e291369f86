import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDate } from "#base/dates.ts";

const near = Temporal.Instant.from("2025-07-25T00:00:00+09:00");
const tokyo = "+09:00";

// As written, the instant, whether a time is given.
const forms: readonly [string, string, boolean][] = [
  ["Thu, 24 Jul 2025 20:16:00 +0900", "2025-07-24T11:16:00Z", true],
  ["Thu, 24 Jul 2025 11:16:00 GMT", "2025-07-24T11:16:00Z", true],
  ["Thu, 24 Jul 2025 20:16:00 JST", "2025-07-24T11:16:00Z", true],
  ["Thu, 24 Jul 2025 20:16 JST", "2025-07-24T11:16:00Z", true],
  ["24 Jul 2025 07:16:00 EDT", "2025-07-24T11:16:00Z", true],
  ["24 Jul 2025 06:16:00 EST", "2025-07-24T11:16:00Z", true],
  ["24 Jul 25 11:16:00 UT", "2025-07-24T11:16:00Z", true],
  ["24 Jul 99 11:16:00 Z", "1999-07-24T11:16:00Z", true],
  ["Thu, 24 July 2025 20:16:00 +0900 (JST)", "2025-07-24T11:16:00Z", true],
  ["Thursday, 24-Jul-25 11:16:00 GMT", "2025-07-24T11:16:00Z", true],
  ["Thu, 24 Jul 2025", "2025-07-23T15:00:00Z", false],
  ["Thu, 24 Jul 2025 20:16:00", "2025-07-24T11:16:00Z", true],
  ["Thu Jul 24 20:16:00 2025", "2025-07-24T11:16:00Z", true],
  ["Thu Jul  4 20:16:00 2025", "2025-07-04T11:16:00Z", true],
  ["Thu Jul 24 20:16:00 JST 2025", "2025-07-24T11:16:00Z", true],
  ["July 24, 2025 8:16 PM", "2025-07-24T11:16:00Z", true],
  ["July 24, 2025 12:16 a.m.", "2025-07-23T15:16:00Z", true],
  ["2025", "2024-12-31T15:00:00Z", false],
  ["2025-07", "2025-06-30T15:00:00Z", false],
  ["2025-07-24", "2025-07-23T15:00:00Z", false],
  ["20250724", "2025-07-23T15:00:00Z", false],
  ["2025-205", "2025-07-23T15:00:00Z", false],
  ["2025-07-24T20:16", "2025-07-24T11:16:00Z", true],
  ["2025-07-24T20:16+09:00", "2025-07-24T11:16:00Z", true],
  ["2025-07-24T11:16:00Z", "2025-07-24T11:16:00Z", true],
  ["2025-07-24T20:16:00.123456+0900", "2025-07-24T11:16:00.123Z", true],
  ["2025-07-24T20:16:00+09", "2025-07-24T11:16:00Z", true],
  ["2025-07-24T06:16:00-05:00", "2025-07-24T11:16:00Z", true],
  ["2025-07-24 20:16:00", "2025-07-24T11:16:00Z", true],
  ["2025-07-24t11:16:00z", "2025-07-24T11:16:00Z", true],
  ["20250724T201600+0900", "2025-07-24T11:16:00Z", true],
  ["20250724T111600Z", "2025-07-24T11:16:00Z", true],
  ["2025-07-24T20:16:00+09:00[Asia/Tokyo]", "2025-07-24T11:16:00Z", true],
  ["2025-12-31T23:59:60Z", "2025-12-31T23:59:59Z", true],
  ["2025年7月28日 21:00", "2025-07-28T12:00:00Z", true],
  ["2025年7月28日(月) 21時05分", "2025-07-28T12:05:00Z", true],
  ["2025年7月28日月曜日21時", "2025-07-28T12:00:00Z", true],
  ["2025年07月28日", "2025-07-27T15:00:00Z", false],
  ["２０２５年７月２８日　午後９時５分", "2025-07-28T12:05:00Z", true],
  ["2025年7月28日 午前0時", "2025-07-27T15:00:00Z", true],
  ["2025年7月28日 午後0時30分", "2025-07-28T03:30:00Z", true],
  ["2025年7月28日 午後12:00", "2025-07-28T15:00:00Z", true],
  ["令和7年7月28日 21:00", "2025-07-28T12:00:00Z", true],
  ["令和元年5月1日", "2019-04-30T15:00:00Z", false],
  ["平成31年4月30日", "2019-04-29T15:00:00Z", false],
  ["7/24(木) 20:16", "2025-07-24T11:16:00Z", true],
  ["７／２４（木）　２０：１６", "2025-07-24T11:16:00Z", true],
  ["7月24日 20時16分", "2025-07-24T11:16:00Z", true],
  ["2025.07.24 20:16", "2025-07-24T11:16:00Z", true],
  ["2025/7/24 20:16", "2025-07-24T11:16:00Z", true],
  ["2025/07/24 20:16 JST", "2025-07-24T11:16:00Z", true],
  ["20:16 2025-07-12", "2025-07-12T11:16:00Z", true],
  ["2025-07-24 20:16 UTC+09:00", "2025-07-24T11:16:00Z", true],
  ["2025-07-24 24:00", "2025-07-24T15:00:00Z", true],
  ["2025年7月28日 24:00", "2025-07-28T15:00:00Z", true],
];

const nonsense = [
  "",
  "yesterday",
  "Thu, 31 Feb 2025 10:00:00 GMT",
  "2025-13-01",
  "2025-02-29",
  "2025-07-24 25:00",
  "2025-07-24 24:01",
  "2025-07-24 20:61",
  "2025-07-24 20:16 and more",
  "24 Xyz 2025 10:00:00 GMT",
  "2025年7月28日 午後13時",
  "2025-07-24T20:16:00+99:00",
  `2025-07-24${" ".repeat(100)}`,
];

describe("dates", () => {
  test.each(forms)("%s is understood", (text, at, timed) => {
    const read = parseDate(text, tokyo, near);
    expect(read && { at: read.at.toString(), timed: read.timed }).toEqual({
      at: Temporal.Instant.from(at).toString(),
      timed,
    });
  });

  test.each(nonsense)("%j is no date", (text) => {
    expect(parseDate(text, tokyo, near)).toBeNull();
  });

  test("a date without a year needs a day near it", () => {
    expect(parseDate("7/24 20:16", tokyo)).toBeNull();
  });

  test("a date without a year falls on the nearer side of the new year", () => {
    const newYear = Temporal.Instant.from("2026-01-02T00:00:00Z");
    expect(parseDate("12/31(水) 23:00", tokyo, newYear)?.at.toString()).toBe(
      "2025-12-31T14:00:00Z",
    );
    expect(parseDate("1/5(月) 9:00", tokyo, newYear)?.at.toString()).toBe("2026-01-05T00:00:00Z");
  });

  test("a named zone knows its summer time", () => {
    const read = parseDate("2025-07-24 20:16", "America/New_York");
    expect(read?.at.toString()).toBe("2025-07-25T00:16:00Z");
  });

  test("an instant written in any of the standard forms is read back", () => {
    const instants = fc
      .integer({ min: -1_000_000_000, max: 4_000_000_000 })
      .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));
    const offsets = fc.constantFrom("+09:00", "-05:00", "+05:30", "+00:00");
    fc.assert(
      fc.property(instants, offsets, (instant, offset) => {
        const local = instant.toZonedDateTimeISO(offset);
        const iso = local.toString({ timeZoneName: "never" });
        const day = local.toLocaleString("en-US", { month: "short" });
        const rfc = `${local.day} ${day} ${local.year} ${local.toPlainTime()} ${offset.replace(":", "")}`;
        const kanji = `${local.year}年${local.month}月${local.day}日 ${local.hour}時${local.minute}分${local.second}秒`;
        expect(parseDate(iso, tokyo)?.at.equals(instant)).toBe(true);
        expect(parseDate(rfc, tokyo)?.at.equals(instant)).toBe(true);
        expect(parseDate(kanji, offset)?.at.equals(instant)).toBe(true);
      }),
    );
  });

  test("no text makes it throw", () => {
    const parts = fc.constantFrom(
      ..."0 1 7 24 2025 99 年 月 日 時 分 午後 令和 元 : / - . ( ) T Z + JST PM Jul Thu ,".split(
        " ",
      ),
      " ",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 24 }), fc.string(), (words, tail) => {
        parseDate(words.join(""), tokyo, near);
        parseDate(words.join("") + tail, tokyo, near);
      }),
      { numRuns: 2000 },
    );
  });
});
