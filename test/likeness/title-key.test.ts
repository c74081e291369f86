import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { titleKey } from "#likeness/title-key.ts";

const plain = "防衛相会談、ミサイル増産で一致";
const english = "Carrier leaves East Bay for summer patrol";

describe("a headline and its carriers' copies have one key", () => {
  test.each([
    `${plain} - Yahoo!ニュース`,
    `${plain}(瓦版通信)`,
    `${plain}（瓦版通信） - Yahoo!ニュース`,
    `${plain} (潮見新報) - Yahoo!ニュース オリジナル`,
    `${plain} | 潮見新報`,
    `${plain}｜潮見新報`,
    `${plain}:潮見新聞デジタル`,
    `${plain}(共同)`,
    `${plain} – ロイター`,
    `防衛相会談 ミサイル増産で一致`,
    `防衛相会談､ミサイル増産で一致`,
  ])("%s", (title) => {
    expect(titleKey(title)).toBe(titleKey(plain));
    expect(titleKey(title)).not.toBe("");
  });

  test.each([
    `${english} - Harbor Wire`,
    `${english} | Bay News`,
    `${english} (Reuters)`,
    english.toUpperCase(),
    `${english.replaceAll(" ", "  ")}.`,
  ])("%s", (title) => {
    expect(titleKey(title)).toBe(titleKey(english));
  });
});

describe("different stories have different keys", () => {
  test.each<[string, string]>([
    [plain, `【独自】${plain}`],
    [plain, `${plain}(上)`],
    [`${plain}(上)`, `${plain}(下)`],
    [plain, `${plain}=瓦版通信調べ`],
    [plain, `${plain} - 首相がテレビで説明`],
    ["防衛費3.5%増で調整に入る", "防衛費35%増で調整に入る"],
    ["防衛費1.2倍に増額へ調整", "防衛費12倍に増額へ調整"],
    ["7/24の訓練を延期と発表", "72/4の訓練を延期と発表"],
    [english, `${english} again`],
    [`${english} - again`, english],
  ])("%s / %s", (a, b) => {
    expect(titleKey(a)).not.toBe(titleKey(b));
  });
});

test.each([
  "",
  "社説",
  "社説 - 潮見新聞",
  "きょうの動き",
  " - Yahoo!ニュース",
  "(瓦版通信)",
  "。、!",
])("%s is too little to compare", (title) => {
  expect(titleKey(title)).toBe("");
});

test("any text has a key, and a key is its own", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (title) => {
      const key = titleKey(title);
      expect(key === "" || key.length >= 8).toBe(true);
      expect(titleKey(`${title} - Yahoo!ニュース`)).toBe(key);
    }),
  );
});

test("a hostile one is read no further than is sensible", () => {
  for (const piece of ["(", "- ", "|新聞", ":", " ", "a-", "通信"]) {
    expect(titleKey(piece.repeat(500_000)).length).toBeLessThanOrEqual(1000);
  }
});
