import { describe, expect, test } from "vitest";
import { digestOf, identitiesOf, type Known } from "#candidates/identity.ts";
import type { Item } from "#sources/item.ts";

const item: Item = {
  guid: "g-1",
  url: "https://news.example/a?utm_source=x",
  canonicalUrl: "https://news.example/a",
  title: "港の訓練",
  excerpt: "きょう始まった。",
  publisher: null,
  publishedRaw: "Tue, 24 Nov 2026 09:00:00 +0900",
  publishedAt: "2026-11-24T00:00:00Z",
  timed: true,
};
const known: Known = {
  identity: "guid:g-1",
  url: "https://news.example/a",
  title: item.title,
  publishedAt: Temporal.Instant.from("2026-11-24T00:00:00Z"),
};

const identityOf = (one: Partial<Item>, stored: readonly Known[] = []): string =>
  identitiesOf([{ ...item, ...one }], stored)[0] ?? "";

describe("the identity of a story", () => {
  test("is its guid, else its canonical address, else headline and date", () => {
    expect(identityOf({})).toBe("guid:g-1");
    expect(identityOf({ guid: null })).toBe("url:https://news.example/a");
    const bare = { guid: null, canonicalUrl: null };
    expect(identityOf(bare)).toMatch(/^hash:[0-9a-f]{64}$/);
    expect(identityOf({ ...bare, publishedRaw: "yesterday" })).not.toBe(identityOf(bare));
  });

  test("of a guid too long for an index is still its own", () => {
    const long = (end: string): string => identityOf({ guid: "x".repeat(9000) + end });
    expect(long("a").length).toBeLessThan(100);
    expect(long("a")).not.toBe(long("b"));
  });

  test("is not what all items of the feed share", () => {
    const at = (n: number): Item => ({ ...item, canonicalUrl: `https://news.example/${n}` });
    expect(identitiesOf([at(1), at(2)], [])).toEqual([
      "url:https://news.example/1",
      "url:https://news.example/2",
    ]);
    const home = (n: number): Item => ({
      ...item,
      guid: `g-${n}`,
      canonicalUrl: "https://news.example/",
    });
    expect(identitiesOf([home(1), home(2)], [])).toEqual(["guid:g-1", "guid:g-2"]);
  });

  test.each([
    ["the same guid and address", {}],
    ["an edited headline", { title: "港の訓練、始まる" }],
    [
      "an address that follows the headline",
      { title: "改題", canonicalUrl: "https://news.example/b" },
    ],
    ["a new guid for the known address", { guid: "g-2" }],
    ["a guid that is gone", { guid: null }],
    ["another date", { publishedAt: "2026-11-25T00:00:00Z" }],
  ])("stays with %s", (_, change) => {
    expect(identityOf(change, [known])).toBe("guid:g-1");
  });

  test("is a new one where address, headline and date of a known guid have all changed", () => {
    const other = {
      ...{ canonicalUrl: "https://news.example/z", title: "別の話" },
      publishedAt: "2026-11-30T00:00:00Z",
    };
    expect(identityOf(other, [known])).toBe("url:https://news.example/z");
    const stored = { ...known, identity: "url:https://news.example/z", url: other.canonicalUrl };
    expect(identityOf(other, [known, stored])).toBe("url:https://news.example/z");
  });
});

describe("the digest of a story", () => {
  test("changes with headline, lead and address, and with nothing else", () => {
    const digest = digestOf(item);
    expect(digestOf({ ...item, title: "港の訓練始まる" })).not.toBe(digest);
    expect(digestOf({ ...item, excerpt: "あす始まる。" })).not.toBe(digest);
    expect(digestOf({ ...item, canonicalUrl: "https://news.example/b" })).not.toBe(digest);
    const same = { ...item, publishedRaw: "x", publishedAt: null, title: " 港の訓練 " };
    expect(digestOf(same)).toBe(digest);
  });
});
