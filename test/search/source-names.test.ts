import { describe, expect, test } from "vitest";
import { sourceNames } from "#search/source-names.ts";

const namesOf = sourceNames([
  { id: "wire", name: "瓦版通信", name_en: "Kawaraban Wire", aliases: ["瓦版"] },
  { id: "wire-yahoo", name: "瓦版通信" },
  { id: "toto", name: "東都新聞", aliases: ["ＴＯＴＯ"] },
]);

describe("a source's names", () => {
  test.each([
    ["its name", "瓦版通信"],
    ["its English name, in any case", "kawaraban WIRE"],
    ["an alias", "瓦版"],
    ["its id", "wire"],
    ["the id of another that is called the same", "wire-yahoo"],
  ])("are found by %s", (_, name) => {
    expect(namesOf(name)).toEqual(["瓦版通信", "kawaraban wire", "瓦版"]);
  });

  test("are folded, and those of no other", () => {
    expect(namesOf("toto")).toEqual(["東都新聞", "toto"]);
    expect(namesOf("東都")).toEqual([]);
  });
});
