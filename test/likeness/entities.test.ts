import { describe, expect, test } from "vitest";
import { cosine } from "#likeness/cosine.ts";
import { findEntities, noEntities, openEntities, spotEntities } from "#likeness/entities.ts";
import { termsOf } from "#likeness/terms.ts";
import { shippedEntities, shippedList } from "./shipped-entities.ts";

const entities = openEntities([
  { names: ["Winter Beacon", "ウィンター・ビーコン"] },
  { names: ["海上警備隊", "海警隊", "Coast Guard"] },
  { names: ["東湾", "East Bay"] },
  { names: ["東湾港湾局", "East Bay Harbor Authority"] },
  { names: ["U.S.", "米国"] },
  { names: ["港"] },
]);

describe("entities", () => {
  test.each<[string, string, string[]]>([
    ["in either language", "ウィンター・ビーコン、東湾で", ["Winter Beacon", "東湾"]],
    ["in any case and width", "WINTER ＢＥＡＣＯＮ", ["Winter Beacon"]],
    ["with and without the dot", "ウィンタービーコン", ["Winter Beacon"]],
    ["the longest name at a place", "東湾港湾局の手引き", ["東湾港湾局"]],
    ["Latin names as whole words", "Northeast Bay, East Bayview, Coast Guards", []],
    ["next to Japanese", "対East Bay戦", ["東湾"]],
    ["with stops", "the U.S. and U.S.-led forces", ["U.S."]],
    ["each once", "East Bay, 東湾", ["東湾"]],
    ["also where the abbreviation is written out", "米海軍", ["U.S."]],
    ["not names of one letter", "港の灯台", []],
    ["not across white space", "海 警隊", []],
  ])("are found %s: %s", (_, text, terms) => {
    expect(findEntities(text, entities)).toEqual(terms);
  });

  test("what is named is taken out of the text, the rest is left as it was", () => {
    const { spotted, rest } = spotEntities("east bayの海警隊が訓練", entities);
    expect(spotted.map(({ term }) => term)).toEqual(["東湾", "海上警備隊"]);
    expect(rest).toBe(" の が訓練");
  });

  test("make an English and a Japanese report of one happening alike", () => {
    const english = {
      title: "Winter Beacon opens off East Bay",
      lead: "The Coast Guard sent ships.",
    };
    const japanese = { title: "ウィンター・ビーコン始まる", lead: "東湾沖で海警隊が参加した。" };
    expect(cosine(termsOf(english, noEntities), termsOf(japanese, noEntities))).toBe(0);
    expect(cosine(termsOf(english, entities), termsOf(japanese, entities))).toBeGreaterThan(0.4);
  });

  test("a common one weighs less than a rare one", () => {
    const terms = termsOf({ title: "Winter Beacon, 米国", lead: "" }, entities);
    expect(terms.get("Winter Beacon") ?? 0).toBeGreaterThan(1.5 * (terms.get("U.S.") ?? 1));
  });

  test("thousands of names are no burden, nor are names that begin alike", () => {
    const many = openEntities(
      Array.from({ length: 5000 }, (_, n) => ({ names: [`訓練${"あ".repeat(n % 50)}${n}号`] })),
    );
    expect(findEntities(`${"訓練あああ".repeat(2000)}訓練7号`, many)).toEqual([]);
    expect(
      findEntities(
        "訓練ああああああああああああああああああああああああああああああああああああ4986号",
        many,
      ),
    ).toEqual([`訓練${"あ".repeat(36)}4986号`]);
  });
});

describe("config/entities.yaml", () => {
  test("knows exercises, places and forces in both languages", () => {
    expect(findEntities("米豪のタリスマン・セイバーに自衛隊", shippedEntities)).toContain(
      "Talisman Sabre",
    );
    expect(findEntities("Exercise Keen Edge at Yokosuka", shippedEntities)).toEqual([
      "Keen Edge",
      "横須賀",
    ]);
    expect(shippedList.length).toBeGreaterThan(100);
  });

  test("every name finds its own thing", () => {
    for (const { names } of shippedList) {
      for (const name of names)
        expect.soft([name, findEntities(name, shippedEntities)]).toEqual([name, [names[0]]]);
    }
  });
});
