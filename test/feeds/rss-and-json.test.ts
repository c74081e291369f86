import fc from "fast-check";
import Parser from "rss-parser";
import { describe, expect, test } from "vitest";
import { oneLine } from "#base/text.ts";
import type { Feed } from "#feeds/feed.ts";
import { writeJsonFeed } from "#feeds/json-feed.ts";
import { writeRss } from "#feeds/rss.ts";
import { published, samples } from "../support/published.ts";
import { feedOf as feedWith } from "./feed-of.ts";
import { all, one, parseXml } from "./xml-tree.ts";

function feedOf(entries = samples): Feed {
  return feedWith("topics/exercises", entries);
}

type Item = Record<string, unknown>;
function readJson(feed: Feed): Item & { items: Item[] } {
  return JSON.parse(writeJsonFeed(feed)) as Item & { items: Item[] };
}

describe("RSS 2.0", () => {
  test("a feed reader finds each entry with its page, id and date", async () => {
    const feed = await new Parser().parseString(writeRss(feedOf()));
    expect(feed.title).toBe("港の記録: 共同訓練");
    expect(feed.items.map(({ link, guid, isoDate }) => ({ link, guid, isoDate }))[0]).toEqual({
      link: "https://minato.example/entries/2608-073110",
      guid: "tag:minato.example,2026-04:2608-073110",
      isoDate: "2026-07-31T12:00:00.000Z",
    });
    expect(feed.items).toHaveLength(3);
  });

  test("a headline is text, its angle brackets hexadecimal references", () => {
    const written = writeRss(feedOf());
    expect(written).toContain(
      "<title>装備品&#x3C;第3段階&#x3E;に合意 &#x26; 「基本設計」へ</title>",
    );
    const items = all(one(parseXml(written), "channel"), "item");
    expect(one(items[2], "title")?.text).toBe("装備品<第3段階>に合意 & 「基本設計」へ");
  });

  test("no author is named, since RSS takes only mail addresses", () => {
    expect(writeRss(feedOf())).not.toContain("author>");
  });

  test("no headline or summary can end its section early", () => {
    const parts = fc.constantFrom("]]>", "]]", ">", "<item>", "&", "\0", "\ud800", "語", "\n");
    const text = fc.array(parts).map((made) => made.join(""));
    fc.assert(
      fc.property(text, text, (title, summary) => {
        const entry = published("2608-072301", { on: "2026-07-23", title, summary });
        const channel = one(parseXml(writeRss(feedOf([entry]))), "channel");
        const [item, ...others] = all(channel, "item");
        expect(others).toEqual([]);
        expect(one(item, "title")?.text ?? "").toBe(oneLine(title));
      }),
    );
  });
});

describe("JSON Feed", () => {
  test("it is of version 1.1, with language and authors", () => {
    const feed = readJson(feedOf());
    expect(feed).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      title: "港の記録: 共同訓練",
      language: "ja",
      authors: [{ name: "港の記録 編集部" }],
      home_page_url: "https://minato.example/topics/exercises/",
      feed_url: "https://minato.example/feeds/topics/exercises.json",
    });
    expect(feed).not.toHaveProperty("author");
  });

  test("an item has its page, the story outside, both dates and a foreign headline's language", () => {
    expect(readJson(feedOf()).items[1]).toMatchObject({
      id: "tag:minato.example,2026-04:2608-072819",
      url: "https://minato.example/entries/2608-072819",
      external_url: "https://news.example/2608-072819",
      title: "Partners test underwater links during exercise Quiet Tide",
      language: "en",
      date_published: "2026-07-28T12:00:00.000Z",
      date_modified: "2026-07-28T12:00:00.000Z",
      tags: ["共同訓練", "艦艇"],
      summary: "試験の項目は次のとおりである。\n・任務の付与\n・遠隔操縦",
    });
  });

  test("an entry without a summary still has content, as the format asks", () => {
    const bare = published("2608-072301", { on: "2026-07-23", summary: "" });
    expect(readJson(feedOf([bare])).items[0]).toMatchObject({ content_text: "" });
  });
});
