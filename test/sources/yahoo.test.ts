import { describe, expect, test } from "vitest";
import { splitPublisher } from "#sources/yahoo.ts";

describe("the publisher in a carrier's title", () => {
  test.each([
    ["護衛艦が寄港(共同通信)", "護衛艦が寄港", "共同通信"],
    ["演習(夏)始まる(瓦版新聞)", "演習(夏)始まる", "瓦版新聞"],
    ["首相が会見(北テレビ(地方局))", "首相が会見", "北テレビ(地方局)"],
    ["首相が会見 ( 瓦版 )", "首相が会見", "瓦版"],
    ["首相が会見（共同）", "首相が会見（共同）", null],
    ["(共同通信)", "(共同通信)", null],
    ["見出し()", "見出し()", null],
    ["見出し共同通信)", "見出し共同通信)", null],
    ["", "", null],
  ])("%j is %j by %j", (title, headline, publisher) => {
    expect(splitPublisher(title)).toEqual({ title: headline, publisher });
  });
});
