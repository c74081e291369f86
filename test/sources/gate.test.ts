import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passesGate } from "#sources/gate.ts";
import type { Gate } from "#sources/spec.ts";

const item = {
  title: "米海軍の護衛艦 ＵＳＳが横須賀に寄港",
  excerpt: "Arms were shown to farmers.",
};

describe("護衛艦 at 横須賀", () => {
  test.each<[Gate, boolean]>([
    [{ any: ["護衛艦"] }, true],
    [{ any: ["釣り", "横須賀"] }, true],
    [{ any: ["釣り"] }, false],
    [{ all: ["護衛艦", "横須賀"] }, true],
    [{ all: ["護衛艦", "岩国"] }, false],
    [{ none: ["釣り"] }, true],
    [{ any: ["護衛艦"], none: ["横須賀"] }, false],
    [{ any: ["護衛艦"], all: ["寄港"], none: ["釣り"] }, true],
    [{ any: ["uss"] }, true],
    [{ any: ["ARMS"] }, true],
    [{ any: ["ｆａｒｍｅｒｓ"] }, true],
    [{ any: ["farm"] }, false],
    [{ any: [" "] }, false],
    [{}, true],
  ])("%j lets it through: %s", (gate, passes) => {
    expect(passesGate(item, gate)).toBe(passes);
  });

  test("no gate is open", () => {
    expect([passesGate(item, null), passesGate(item, undefined)]).toEqual([true, true]);
  });
});

describe("whatever the words are,", () => {
  const words = fc.array(fc.constantFrom("港", "船", "釣り", "ship", "USS", "ｓｈｉｐ"), {
    minLength: 1,
  });
  const stories = fc.record({
    title: fc
      .array(fc.constantFrom("港", "船", " ", "Ship", "uss", "霧"))
      .map((all) => all.join("")),
    excerpt: fc.string(),
  });

  test("`none` shuts out just what `any` lets through", () => {
    fc.assert(
      fc.property(stories, words, (story, list) => {
        expect(passesGate(story, { none: list })).toBe(!passesGate(story, { any: list }));
      }),
    );
  });

  test("`all` is each word on its own", () => {
    fc.assert(
      fc.property(stories, words, (story, list) => {
        const each = list.every((word) => passesGate(story, { any: [word] }));
        expect(passesGate(story, { all: list })).toBe(each);
      }),
    );
  });

  test("more words of `any` never shut out, width and case are one", () => {
    fc.assert(
      fc.property(stories, words, words, (story, list, more) => {
        const narrow = passesGate(story, { any: list });
        if (narrow) expect(passesGate(story, { any: [...more, ...list] })).toBe(true);
        const upper = { title: story.title.toUpperCase(), excerpt: story.excerpt };
        expect(passesGate(upper, { any: list })).toBe(narrow);
      }),
    );
  });
});
