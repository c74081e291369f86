import { describe, expect, test } from "vitest";
import { digestOf, identityOf } from "#candidates/identity.ts";
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

describe("the identity of a story", () => {
  test("is its guid, else its canonical address, else headline and date", () => {
    expect(identityOf(item)).toBe("guid:g-1");
    expect(identityOf({ ...item, guid: null })).toBe("url:https://news.example/a");
    const bare = { ...item, guid: null, canonicalUrl: null };
    expect(identityOf(bare)).toMatch(/^hash:[0-9a-f]{64}$/);
    expect(identityOf({ ...bare, publishedRaw: "yesterday" })).not.toBe(identityOf(bare));
  });

  test("does not change when the text does", () => {
    for (const change of [{ title: "改題" }, { excerpt: "加筆" }]) {
      expect(identityOf({ ...item, ...change })).toBe(identityOf(item));
    }
  });

  test("of a guid too long for an index is still its own", () => {
    const long = (end: string): string => identityOf({ ...item, guid: "x".repeat(9000) + end });
    expect(long("a").length).toBeLessThan(100);
    expect(long("a")).not.toBe(long("b"));
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
