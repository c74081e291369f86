import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPattern } from "#entries/style-pattern.ts";

describe("patterns that are taken", () => {
  test.each([
    ["港", 0],
    ["[カか]国(?=が)", 0],
    ["([0-9]{1,4})(カ|か)国", 2],
    ["(?<![0-9])(?:米)?ドル", 0],
    ["\\p{Script=Katakana}{3,40}", 0],
    ["[^<>\\]]{1,20}>", 0],
    ["\\u3000|\\x20|\\u{20}", 0],
    ["^第[一二三]回$", 0],
  ])("%s", (source, groups) => {
    expect(readPattern(source)).toEqual({ groups });
  });
});

describe("patterns that are not", () => {
  test.each([
    ["(a", /a regular expression/],
    ["[0-9]+", /bounded repetition such as \{1,20\} instead of \+/],
    [".*ドル", /instead of \*/],
    ["港{2,}", /instead of \{2,\}/],
    ["港{1,101}", /up to 100/],
    ["(ab){2}", /after a single character or class/],
    ["(a{1,3}){2,3}", /after a single character or class/],
    ["(?:a|a){1,30}b", /after a single character or class/],
    ["(港)\\1", /without back references/],
    ["(?<name>港)\\k<name>", /without named groups/],
    ["(?i:abc)", /without named groups and flags/],
    ["[^]{1,9}", /not empty/],
    ["a{0,30}a{0,30}a{0,30}", /fewer ways/],
    [`${"(?:a|b)?".repeat(11)}c`, /fewer ways/],
    ["港?", /does not match an empty text/],
    ["(?=港)", /does not match an empty text/],
    ["海|", /does not match an empty text/],
    ["港".repeat(301), /at most 300 characters/],
    [`${"(?:".repeat(12)}a${")".repeat(12)}`, /deep/],
  ])("%s", (source, wanted) => {
    expect(readPattern(source)).toEqual({ wanted: expect.stringMatching(wanted) });
  });
});

test("whatever is written, it is taken or refused, never thrown at", () => {
  const unit = fc.constantFrom(..."ab0港()[]{}|?*+^$\\.,-:=!<1dpuk".split(""));
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), (source) => {
      const read = readPattern(source);
      if ("groups" in read) expect("".match(new RegExp(source, "mu"))).toBeNull();
    }),
    { numRuns: 3_000 },
  );
});

/** The worst that is let through, on the worst text: what is counted bounds what it costs. */
test("what is taken does not run away", () => {
  const worst = [
    "a{0,30}a{0,30}b",
    "(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)b",
  ];
  for (const source of worst) {
    expect(readPattern(source)).toEqual({ groups: 0 });
    expect("a".repeat(20_000).match(new RegExp(source, "gmu"))).toBeNull();
  }
});
