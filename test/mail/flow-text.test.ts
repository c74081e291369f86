import fc from "fast-check";
import { expect, test } from "vitest";
import { flowText } from "#mail/flow-text.ts";

/** RFC 3676 §4 with delsp=yes, as a reader does it. */
function unflow(text: string): string {
  let joined = "";
  for (const line of text.split("\r\n")) {
    const unstuffed = line.replace(/^ /, "");
    joined += unstuffed.endsWith(" ") ? unstuffed.slice(0, -1) : `${unstuffed}\n`;
  }
  return joined.replace(/\n$/, "");
}

function columnsOf(line: string): number {
  return Array.from(line).reduce((sum, one) => sum + (one >= "\u1100" ? 2 : 1), 0);
}

const kana = "かな漢字カナ、。「」（）ー…ぁ！？";
const piece = fc.oneof(
  fc.constantFrom(...kana, ...kana, " ", " ", "\n", "\r\n", ">", "From ", "-- ", "é", "👩‍🔬", "が"),
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.string({ unit: "grapheme", maxLength: 3 }),
);
const text = fc.array(piece, { maxLength: 200 }).map((pieces) => pieces.join(""));

test("joining what flows gives the same text back", () => {
  fc.assert(
    fc.property(text, (text) => {
      const plain = text.replace(/\r\n|\r/g, "\n").replace(/ +$/gm, "");
      expect(unflow(flowText(text))).toBe(plain);
    }),
    { numRuns: 500 },
  );
});

test("Japanese is wrapped at 68 columns, and no mark stands where it may not", () => {
  const japanese = fc.array(fc.constantFrom(...kana), { minLength: 40, maxLength: 300 });
  fc.assert(
    fc.property(japanese, (characters) => {
      const lines = flowText(characters.join("")).split("\r\n");
      for (const line of lines.slice(1)) expect(line).not.toMatch(/^[、。」）ー…ぁ！？]/);
      for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[「（] $/);
    }),
  );
  const lines = flowText("日本国憲法前文".repeat(30)).split("\r\n");
  expect(new Set(lines.slice(0, -1).map(columnsOf))).toEqual(new Set([69]));
});

test.each([
  ["short", "short"],
  [" indented", "  indented"],
  ["> quoted", " > quoted"],
  ["From here", " From here"],
  ["one\n\ntwo  \n", "one\r\n\r\ntwo\r\n"],
  [`${"a".repeat(60)} ${"b".repeat(20)}`, `${"a".repeat(60)}  \r\n${"b".repeat(20)}`],
  [`見よ ${"x".repeat(90)}`, `見よ  \r\n${"x".repeat(90)}`],
  [`${"字".repeat(33)}あ。い`, `${"字".repeat(33)} \r\nあ。い`],
])("%j flows as %j", (text, flowed) => {
  expect(flowText(text)).toBe(flowed);
});
