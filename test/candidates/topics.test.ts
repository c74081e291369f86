import { describe, expect, test } from "vitest";
import type { Topic } from "#base/archive.ts";
import { topicsOf } from "#candidates/topics.ts";

const topic = (slug: string, keywords: string[]): Topic => ({
  ...{ slug, keywords, title: slug },
  page_title: slug,
});
const topics = [topic("us", ["US", "日米", "ＡＵＫＵＳ"]), topic("korea", ["韓国", "Seoul"])];

describe("the topics of a story", () => {
  test.each([
    ["a Japanese keyword anywhere", "きょう日米演習", ["us"]],
    ["a Latin keyword as a word", "The US fleet", ["us"]],
    ["not a Latin keyword inside a word", "A focus on bus routes", []],
    ["a Latin keyword between Japanese characters", "米US軍", ["us"]],
    ["full-width and half-width alike", "AUKUSの潜水艦", ["us"]],
    ["upper and lower case alike", "talks in SEOUL, us officials say", ["us", "korea"]],
    ["none", "天気", []],
  ])("%s: %s", (_, title, expected) => {
    expect(topicsOf({ title, excerpt: "" }, ["us", "korea"], topics)).toEqual(expected);
  });

  test("are found in the lead too, and only among those the source may belong to", () => {
    const story = { title: "速報", excerpt: "日米と韓国" };
    expect(topicsOf(story, ["korea"], topics)).toEqual(["korea"]);
  });
});
