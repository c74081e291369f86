import { describe, expect, test } from "vitest";
import { foldSource, publisherFinder } from "#entries/publishers.ts";

const publisherOf = publisherFinder([
  {
    ...{ id: "harbour-carried", name: "湾岸新聞", name_en: "Harbour Times, on Yahoo" },
    ...{ aliases: ["灣岸新聞"], via: "Yahoo" },
  },
  { id: "harbour", name: "湾岸新聞", name_en: "Harbour Times" },
  { id: "wire", name: "Quay Wire", aliases: ["波止場通信"] },
  { id: "tide-carried", name: "潮報", name_en: "The Tide, by tide.example", via: "tide.example" },
]);

describe("a publisher", () => {
  test.each([
    ["湾岸新聞", "harbour"],
    ["灣岸新聞", "harbour"],
    ["harbour  times", "harbour"],
    ["ＱＵＡＹ　ＷＩＲＥ", "wire"],
    ["波止場通信", "wire"],
  ])("is found by any of its names: %s", (source, slug) => {
    expect(publisherOf(source).slug).toBe(slug);
  });

  test("has its own name, not that under which a carrier is polled", () => {
    expect(publisherOf("灣岸新聞")).toMatchObject({
      ...{ slug: "harbour", name: "湾岸新聞", nameEn: "Harbour Times" },
    });
    expect(publisherOf("潮報").nameEn).toBe("The Tide");
    expect(publisherOf("Quay Wire").nameEn).toBeNull();
  });

  test.each([
    ["北方日報", "北方日報"],
    ["Pier & Post", "pier-post"],
    ["???", "u-63-63-63"],
    ["../x?y#z", "x-y-z"],
    // Another publisher that happens to be written like a configured id.
    ["harbour", "harbour-"],
  ])("that nobody configured is named by the text: %s", (source, slug) => {
    expect(publisherOf(source)).toMatchObject({ slug, name: source, nameEn: null });
  });

  test("spelt two ways is one", () => {
    expect(publisherOf("Ｐｉｅｒ　Ｎｅｗｓ").slug).toBe(publisherOf("pier news").slug);
    expect(foldSource("Ｐｉｅｒ　Ｎｅｗｓ")).toBe("piernews");
  });
});
