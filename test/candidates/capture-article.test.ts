import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readArticle } from "#candidates/article.ts";

const url = "https://www.shiomi.example/news/12?utm_source=x";

function read(html: string) {
  return readArticle(html, url, "Asia/Tokyo");
}

function linked(...nodes: unknown[]): string {
  return nodes
    .map((node) => `<script type="application/ld+json">${JSON.stringify(node)}</script>`)
    .join("");
}

const news = {
  "@context": "https://schema.org",
  "@type": "NewsArticle",
  headline: "港で共同訓練",
  description: "訓練の概要。",
  datePublished: "2026-11-24T09:00:00+09:00",
  inLanguage: "ja",
  publisher: { "@type": "Organization", name: "潮見新報" },
};
const told = {
  ...{ headline: "港で共同訓練", publisher: "潮見新報", excerpt: "訓練の概要。", language: "ja" },
  ...{ url: "https://www.shiomi.example/news/12", publishedAt: "2026-11-24T00:00:00Z" },
  ...{ publishedRaw: "2026-11-24T09:00:00+09:00", timed: true },
};

describe("one story's page", () => {
  test.each([
    ["a node", linked(news)],
    ["a list", linked([{ "@type": "BreadcrumbList", name: "列" }, news])],
    ["a graph", linked({ "@graph": [{ "@type": "WebPage", name: "頁", mainEntity: news }] })],
    ["the second script", linked({ "@type": "WebSite", name: "場" }, news)],
    ["a type among several", linked({ ...news, "@type": ["Thing", "ReportageNewsArticle"] })],
    ["a type by its address", linked({ ...news, "@type": "https://schema.org/Article" })],
    [
      "a publisher told elsewhere",
      linked({
        "@graph": [
          { ...news, publisher: { "@id": "#org" } },
          { "@id": "#org", name: "潮見新報" },
        ],
      }),
    ],
    ["line ends in its text", linked(news).replace("共同", "共\n同").replace("共\n同", "共同\n")],
  ])("is told by JSON-LD: %s", (name, html) => {
    const expected = name.startsWith("line ends") ? { ...told, headline: "港で共同 訓練" } : told;
    expect(read(`<title>別の題</title>${html}`)).toEqual(expected);
  });

  test("is told by Open Graph where there is no JSON-LD", () => {
    const html = `<html lang="ja"><title>港で共同訓練 | 潮見新報</title>
      <meta property="og:title" content="港で共同訓練"><meta property="og:site_name" content="潮見新報">
      <meta property="og:description" content="訓練の概要。"><meta name="description" content="別">
      <meta property="article:published_time" content="2026-11-24T09:00:00+09:00">
      <link rel="canonical" href="/news/12">`;
    expect(read(html)).toEqual(told);
  });

  test("is told by the oldest means there are", () => {
    const html = `<meta http-equiv="Content-Language" content="ja"><meta name="application-name" content="潮見新報">
      <title>港で共同訓練｜潮見新報</title><meta name="description" content="訓練の&#x6982;要。">
      <time datetime="2020-01-01">昔</time><time itemprop="datePublished" datetime="2026-11-24T09:00:00+09:00">`;
    expect(read(html)).toEqual(told);
  });

  test("has its host for a publisher, and no date, where it says neither", () => {
    expect(read("<title>A - B</title><p>2026-11-24</p>")).toEqual({
      ...{ headline: "A - B", publisher: "shiomi.example", excerpt: "", language: null },
      ...{ url: told.url, publishedRaw: null, publishedAt: null, timed: false },
    });
  });

  test("never gives its own text for an excerpt, and at most 300 characters of the description", () => {
    const body = linked({ ...news, description: undefined, articleBody: "本文" });
    expect(read(`${body}<p>本文</p>`)?.excerpt).toBe("");
    expect(read(linked({ ...news, description: "長".repeat(1000) }))?.excerpt).toHaveLength(300);
  });

  test("reduces markup to text", () => {
    const html = linked({ ...news, headline: "港で<b>訓練</b>&amp;<script>x</script>" });
    expect(read(html.replaceAll("</script>x", "x"))?.headline ?? "").not.toMatch(/<(b|script)/);
    expect(read('<meta property="og:title" content="a &lt;b&gt;c&lt;/b&gt;">')?.headline).toBe(
      "a c",
    );
  });

  test.each([
    ["of another publisher", "https://other.example/1"],
    ["that is the front page", "https://www.shiomi.example/"],
    ["that is a script", "javascript:alert(1)"],
    ["that is nothing", ""],
  ])("keeps its address in place of a canonical %s", (_, href) => {
    expect(read(`<title>t</title><link rel="canonical" href="${href}">`)?.url).toBe(told.url);
  });

  test("takes a canonical address from a sibling of its host, without tracking", () => {
    const href = "https://m.shiomi.example/n/12?id=3&utm_medium=y#top";
    expect(read(`<title>t</title><link rel="canonical" href="${href}">`)?.url).toBe(
      "https://m.shiomi.example/n/12?id=3",
    );
  });

  test("without a headline is none", () => {
    expect(read("")).toBeNull();
    expect(read("%PDF-1.7 \u0000\u0001")).toBeNull();
    expect(read("<title> </title>")).toBeNull();
  });
});

describe("a hostile page", () => {
  const script = (json: string): string => `<script type="application/ld+json">${json}</script>`;

  test.each([
    ["a tower of lists", script("[".repeat(100_000))],
    ["a closed tower of lists", script("[".repeat(90_000) + "]".repeat(90_000))],
    ["a tower of objects", script(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`)],
    ["a wide list", script(`[${"{},".repeat(60_000)}{}]`)],
    ["a thousand scripts", script("{}").repeat(1_000)],
    ["a script over the limit", script(`{"a":"${"x".repeat(300_000)}"}`)],
    ["no JSON", script("{'a': }")],
    ["odd members", linked({ ...news, headline: 5, publisher: [null], datePublished: {} })],
    ["ten thousand names", '<meta name="a" content="b">'.repeat(10_000)],
    ["deep elements after its head", ""],
  ])("with %s is still read by its title, and soon", (_, html) => {
    const before = process.threadCpuUsage();
    const page = `<title>港の話</title>${html}${"<div>".repeat(1_000)}`;
    expect(read(page)?.headline).toBe("港の話");
    expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(300);
  });

  test("changes no prototype and is told nothing by one", () => {
    const json = '{"@type":"Article","headline":"h","__proto__":{"name":"p","publisher":"evil"}}';
    const page = `${script(json)}<meta name="__proto__" content="x"><meta name="constructor" content="y">`;
    expect(read(page)).toMatchObject({ headline: "h", publisher: "shiomi.example" });
    expect(({} as Record<string, unknown>).publisher).toBeUndefined();
  });

  test("never makes the reading throw, and what is read is clean", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "<title>",
        "</title>",
        "<meta property=og:title content=",
        '"',
        ">",
        "<time ",
      ),
      fc.constantFrom('<script type="application/ld+json">', "</script>", "datetime=", "&#0;"),
      fc.json().map((json) => script(json)),
      fc
        .dictionary(fc.constantFrom(...Object.keys(news)), fc.jsonValue())
        .map((node) => linked({ ...news, ...node })),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const article = read(pieces.join(""));
        if (!article) return;
        expect(article.excerpt.length).toBeLessThanOrEqual(300);
        expect(article.headline).not.toMatch(/[\u0000-\u001f]/);
        expect(new URL(article.url).hostname).toMatch(/shiomi\.example$/);
      }),
    );
  });
});
