import { describe, expect, test } from "vitest";
import type { Item, ParsedFeed } from "#sources/item.ts";
import type { PageSelectors } from "#sources/spec.ts";
import { inputOf, outcomeOf, readAs } from "../support/parse.ts";

const selectors = { item: "li", title: "h3", date: "time" };

async function read(body: string, page: PageSelectors = selectors): Promise<ParsedFeed> {
  return readAs(`<!doctype html><html lang="ja"><title>港の 一覧</title>${body}</html>`, {
    kind: "page",
    page,
  });
}

async function only(body: string, page?: PageSelectors): Promise<Item> {
  const { items } = await read(body, page);
  expect(items).toHaveLength(1);
  return items[0] as Item;
}

test("a page's list is a feed of its stories", async () => {
  const body = `<ul><li><a href="../1?utm_source=top"><h3>護衛艦が<b>寄港</b></h3><p>港に着いた。</p><i>共同通信</i></a>
    <time>7/24(木) 20:16</time></ul>`;
  const page = { ...selectors, excerpt: "p", publisher: "i" };
  expect(await read(body, page)).toEqual({
    title: "港の 一覧",
    language: "ja",
    flags: [],
    hints: { ttlMinutes: null, updateMinutes: null, skipHours: [], skipDays: [] },
    items: [
      {
        guid: null,
        url: "https://news.example.jp/1?utm_source=top",
        canonicalUrl: "https://news.example.jp/1",
        title: "護衛艦が寄港",
        excerpt: "港に着いた。",
        publisher: "共同通信",
        publishedRaw: "7/24(木) 20:16",
        publishedAt: "2025-07-24T11:16:00Z",
        timed: true,
      },
    ],
  });
});

describe("the headline", () => {
  test.each([
    ["<h3>一<br>二</h3>", "一 二"],
    ["<h3>一<span>二</span>三</h3>", "一二三"],
    ["<h3><div>一</div><div>二</div></h3>", "一 二"],
    ["<h3>A &amp; &lt;B&gt;</h3>", "A & <B>"],
    ["<h3>一<script>x()</script><style>y</style><template>z</template></h3>", "一"],
    ["<h3>一</h3><h3>二</h3>", "一"],
    ["<h3>\u0007一&#0;</h3>", "一\ufffd"],
  ])("of %s", async (body, title) => {
    expect((await only(`<li>${body}`)).title).toBe(title);
  });

  test("may be an attribute, or the item itself", async () => {
    const body = '<a class="s" title="一" href="/1">二</a>';
    expect((await only(body, { item: "a.s", title: "@title" })).title).toBe("一");
    expect((await only(body, { item: "a.s", title: ":scope" })).title).toBe("二");
  });

  test("names its publisher where the source is a carrier", async () => {
    const text = "<li><h3>護衛艦が寄港(共同通信)</h3>";
    const { items } = await readAs(text, { kind: "page", page: selectors, carrier: true });
    expect(items).toMatchObject([{ title: "護衛艦が寄港", publisher: "共同通信" }]);
  });
});

describe("the link", () => {
  test.each<[string, string, Partial<PageSelectors>, string | null]>([
    [
      "around the headline",
      '<li><b><a href="0">x</a></b><a href="1"><h3>a</h3></a>',
      {},
      "https://news.example.jp/list/1",
    ],
    [
      "in the headline",
      '<li><a href="0">x</a><h3><a href="1">a</a></h3>',
      {},
      "https://news.example.jp/list/1",
    ],
    [
      "around the item",
      '<a href="1"><div><li><h3>a</h3></li></div></a>',
      {},
      "https://news.example.jp/list/1",
    ],
    [
      "elsewhere in the item",
      '<li><h3>a</h3><a name="n">x</a><a href="1">more</a>',
      {},
      "https://news.example.jp/list/1",
    ],
    [
      "by its selector",
      '<li><a href="0"><h3>a</h3></a><a class="p" href="1">',
      { link: "a.p" },
      "https://news.example.jp/list/1",
    ],
    [
      "by its attribute",
      '<li data-to="/1"><h3>a</h3>',
      { link: "@data-to" },
      "https://news.example.jp/1",
    ],
    ["nowhere by its selector", '<li><a href="0"><h3>a</h3></a>', { link: "a.p" }, null],
    ["that is a script", '<li><a href="javascript:alert(1)"><h3>a</h3></a>', {}, null],
    [
      "that is a script in disguise",
      '<li><a href="&#9;java&#10;script:alert(1)"><h3>a</h3></a>',
      {},
      null,
    ],
    ["that is data", '<li><a href="data:text/html,x"><h3>a</h3></a>', {}, null],
    ["that is empty", '<li><a href=""><h3>a</h3></a>', {}, null],
    [
      "relative to the page's base",
      '<base href="https://b.jp/x/"><li><a href="1"><h3>a</h3></a>',
      {},
      "https://b.jp/x/1",
    ],
    [
      "relative to a base of files",
      '<base href="file:///x/"><li><a href="1"><h3>a</h3></a>',
      {},
      "https://news.example.jp/list/1",
    ],
  ])("%s", async (_, body, more, url) => {
    expect((await only(body, { ...selectors, ...more })).url).toBe(url);
  });
});

test("a selector goes on from the item, or reaches into it, and never beyond it", async () => {
  const body = "<h3>0</h3><li><b><h3>1</h3></b><h3>2</h3><ul><li><h3>3</h3></ul>";
  const titles = async (title: string): Promise<string[]> =>
    (await read(body, { item: "body li, li", title })).items.map((item) => item.title);
  expect(await titles("h3")).toEqual(["1", "3"]);
  expect(await titles("> h3")).toEqual(["2", "3"]);
  expect(await titles(":scope > b > h3")).toEqual(["1"]);
});

describe("the date", () => {
  test.each([
    ["<time>7/24(木) 20:16</time>", "2025-07-24T11:16:00Z"],
    ["<time>12/31(火) 23:59</time>", "2024-12-31T14:59:00Z"],
    ["<time>2025年7月24日</time>", "2025-07-23T15:00:00Z"],
    ["<time>July 24, 2025</time>", "2025-07-23T15:00:00Z"],
    ["<time>yesterday</time>", null],
    ["", null],
  ])("%s", async (time, at) => {
    expect((await only(`<li><h3>a</h3>${time}`)).publishedAt).toBe(at);
  });

  test("may be an attribute", async () => {
    const body = '<li><h3>a</h3><time DATETIME="2025-07-24T20:16:00+09:00">木曜</time>';
    const item = await only(body, { ...selectors, date: "time@datetime" });
    expect(item.publishedAt).toBe("2025-07-24T11:16:00Z");
  });

  test("before New Year's Day is of the year before", async () => {
    const asked = { kind: "page", page: selectors, now: "2026-01-01T00:30:00Z" } as const;
    const { items } = await readAs("<li><h3>a</h3><time>12/31 22:00</time>", asked);
    expect(items[0]?.publishedAt).toBe("2025-12-31T13:00:00Z");
  });
});

test.each([
  ["has no item", "<p>改装しました</p>"],
  ["has no headline in any item", "<li><h4>a</h4><li><h4>b</h4>"],
  ["is no HTML", "%PDF-1.4"],
])("a page that %s is read, and it is told", async (_, body) => {
  expect(await read(body)).toMatchObject({ items: [], flags: ["selector-empty"] });
});

test("items without a headline are dropped, those above the limit cut, and it is told", async () => {
  const asked = { kind: "page", page: selectors, maxItems: 2 } as const;
  const feed = await readAs("<li><h3>a</h3><li><h3> </h3><li><h3>c</h3>", asked);
  expect(feed.items.map(({ title }) => title)).toEqual(["a"]);
  expect(feed.flags).toEqual(["items-cut", "items-dropped"]);
});

test.each([
  ["shift_jis", "<meta charset=Shift_JIS>", [0x8d, 0x60]],
  ["EUC-JP", '<meta http-equiv="Content-Type" content="text/html; charset=EUC-JP">', [0xb9, 0xc1]],
  ["ISO-2022-JP", '<meta charset="iso-2022-jp">', [0x1b, 0x24, 0x42, 0x39, 0x41, 0x1b, 0x28, 0x42]],
])("a page in %s is read by what it says in its head", async (_, meta, harbour) => {
  const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];
  const bytes = Uint8Array.from([
    ...ascii(`<html><head>${meta}</head><li><h3>`),
    ...harbour,
    ...ascii("</h3>"),
  ]);
  const feed = await readAs(bytes, { kind: "page", page: selectors, contentType: "text/html" });
  expect([feed.items[0]?.title, feed.flags]).toEqual(["港", []]);
});

test("an empty body is no page", async () => {
  const outcome = await outcomeOf(" \n", { kind: "page", page: selectors });
  expect(outcome).toEqual({ outcome: "not-a-feed", detail: "the body is empty" });
});

test("without selectors nothing can be read", async () => {
  const outcome = await outcomeOf("<li>", inputOf("", { kind: "page" }));
  expect(outcome).toMatchObject({ outcome: "not-a-feed" });
});
