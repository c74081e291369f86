import fc from "fast-check";
import { expect, test } from "vitest";
import { sentencesOf } from "#suggestions/sentences.ts";

test.each([
  ["港で訓練をした。船も出た。", ["港で訓練をした。", "船も出た。"]],
  [
    "岬氏は「出る。戻る。」と述べた。続いて沖へ。",
    ["岬氏は「出る。戻る。」と述べた。", "続いて沖へ。"],
  ],
  ["「出る」と述べた。「戻る。」", ["「出る」と述べた。", "「戻る。」"]],
  ["「閉じない。次の文。", ["「閉じない。", "次の文。"]],
  ["本当か？！本当だ。", ["本当か？！", "本当だ。"]],
  ["Yahoo!を見た。", ["Yahoo!を見た。"]],
  [" 一行目。 \n二行目。", ["一行目。", "二行目。"]],
  ["訓練をした。船も出…", ["訓練をした。", "船も出…"]],
  ["A ship sailed. It came back.", ["A ship sailed.", "It came back."]],
  ["The U.S. Navy sailed. Adm. Reed spoke.", ["The U.S. Navy sailed.", "Adm. Reed spoke."]],
  ["It cost 1.5 billion. Why?", ["It cost 1.5 billion.", "Why?"]],
  ["", []],
  [" \n ", []],
])("%j has the sentences %j", (text, expected) => {
  expect(sentencesOf(text).map((one) => one.text)).toEqual(expected);
});

test("a sentence that is cut off is not whole", () => {
  const whole = (text: string) => sentencesOf(text).map(({ isWhole }) => isWhole);
  expect(whole("訓練をした。船も出…")).toEqual([true, false]);
  expect(whole("訓練をした。船も")).toEqual([true, false]);
  expect(whole("It sailed. And then...")).toEqual([true, false]);
  expect(whole("「出る。」")).toEqual([true]);
});

test("whatever the text, sentences stand where they say, in order, and hold all that is not space", () => {
  const unit = fc.constantFrom(..."港船。！？.!? 「」()『』\nabcU.S. …".split(""));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: "binary" })), (text) => {
      const found = sentencesOf(text);
      let at = 0;
      for (const one of found) {
        expect(text.slice(one.from, one.to)).toBe(one.text);
        expect(one.from).toBeGreaterThanOrEqual(at);
        expect(text.slice(at, one.from).trim()).toBe("");
        at = one.to;
      }
      expect(text.slice(at).trim()).toBe("");
    }),
    { numRuns: 500 },
  );
});
