import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalUrl } from "#sources/canonical-url.ts";

describe("the canonical address of a story", () => {
  test.each([
    ["https://News.Example.JP/articles/1?source=rss", "https://news.example.jp/articles/1"],
    ["https://a.jp/1?utm_source=rss&utm_medium=x&id=2#top", "https://a.jp/1?id=2"],
    ["https://a.jp/1?mtm_campaign=x&fbclid=1&gclid=2&yclid=3", "https://a.jp/1"],
    ["https://a.jp/1?ref=rss&from=rss&source=web", "https://a.jp/1?source=web"],
    ["https://www.a.jp/1/?b=2&a=1&a=0", "https://www.a.jp/1/?b=2&a=1&a=0"],
    ["https://a.jp/s?q=%93%FA%96%7B&b=a+b&c", "https://a.jp/s?q=%93%FA%96%7B&b=a+b&c"],
    ["https://a.jp:443/1?", "https://a.jp/1"],
    ["https://a.jp/1??", "https://a.jp/1??"],
  ])("%s is %s", (url, canonical) => {
    expect(canonicalUrl(url)).toBe(canonical);
  });

  test.each(["javascript:alert(1)", "ftp://a.jp/1", "/relative", ""])("%j has none", (url) => {
    expect(canonicalUrl(url)).toBeNull();
  });

  test("is its own canonical address", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const canonical = canonicalUrl(url);
        expect(canonical && canonicalUrl(canonical)).toBe(canonical);
      }),
    );
  });
});
