import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffWords } from "#pages/word-diff.ts";

/** [-gone-]{+new+} */
function shown(before: string, after: string): string {
  const marks = { same: ["", ""], gone: ["[-", "-]"], new: ["{+", "+}"] } as const;
  return diffWords(before, after)
    .map(({ kind, text }) => marks[kind][0] + text + marks[kind][1])
    .join("");
}

describe("what changed between two texts", () => {
  test.each([
    ["", "", ""],
    ["訓練があった。", "訓練があった。", "訓練があった。"],
    ["巡視船7隻が集まった。", "巡視船6隻が集まった。", "巡視船[-7-]{+6+}隻が集まった。"],
    ["", "註を足す", "{+註を足す+}"],
    ["Three ships met", "Three grey ships met", "Three {+grey +}ships met"],
    ["東湾で訓練", "訓練", "[-東湾で-]訓練"],
  ])("%s to %s", (before, after, wanted) => {
    expect(shown(before, after)).toBe(wanted);
  });

  test("gives back both texts, whatever they are", () => {
    const words = fc.array(fc.constantFrom("港", "訓練", "。", "a", " ", "7", "\n", "𠮷"));
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      words.map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before, after);
        const without = (kind: string): string =>
          parts.map((part) => (part.kind === kind ? "" : part.text)).join("");
        expect([without("new"), without("gone")]).toEqual([before, after]);
      }),
    );
  });

  test("of two long texts with nothing in common is told at once", () => {
    const before = Array.from({ length: 9000 }, (_, i) => `a${i}`).join(" ");
    const after = Array.from({ length: 9000 }, (_, i) => `b${i}`).join(".");
    expect(diffWords(before, after).map(({ kind }) => kind)).toEqual(["gone", "new"]);
  });
});
