// A reader who looks for something, and who wants to hear of it from now on.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

describe("a search", () => {
  let db: Db;
  let app: TestApp;
  let as: string;
  const clock = testClock("2025-07-24T12:00:00Z");

  beforeAll(async () => {
    db = await openTestDatabase();
    app = await startTestApp(db, { clock });
    as = await app.key("approver");
  });
  afterAll(() => app.close());

  /** Written, approved and published; gives the archive id. */
  async function publish(text: Record<string, unknown>): Promise<string> {
    const made = await app.call("POST", "/api/entries", {
      as,
      body: {
        ...{ date: "2025-07-24", time: "20:16", source: "瓦版通信", language: "ja" },
        ...{ summary: "訓練が始まった。", topics: ["harbour"], ...text },
      },
    });
    let headers: Record<string, string> = { "if-match": String(made.headers.get("etag")) };
    for (const act of ["submit", "approve", "publish"]) {
      const done = await app.call("POST", `/api/entries/${made.json.id}/${act}`, { as, headers });
      expect([act, done.status]).toEqual([act, 200]);
      headers = { "if-match": String(done.headers.get("etag")) };
      if (act === "publish") return String(done.json.archive_id);
    }
    throw new Error("not published");
  }

  async function read(path: string): Promise<string> {
    const response = await fetch(app.url + path);
    expect([path, response.status]).toEqual([path, 200]);
    return response.text();
  }

  test("finds an entry by two characters of its headline, and is heard of afterwards", async () => {
    const id = await publish({ title: "潟原の灯台を改修", url: "https://news.example/1" });
    await publish({ title: "桟橋の工事が終わる" });

    // The form is on every page; what it sends leads to the entry in one step.
    const home = await read("/");
    expect(home).toContain('<form role="search" action="/search"><input type="search" name="q"');
    const results = await read(`/search?q=${encodeURIComponent("灯台")}`);
    expect(results).toContain("潟原の<mark>灯台</mark>を改修");
    expect(results).toContain(`href="/entries/${id}"`);
    expect(results).not.toContain("桟橋");
    expect(results).toContain("<small>1件</small>");

    const feedAddress = /<link rel="alternate" type="application\/atom\+xml" [^>]*href="([^"]*)"/;
    const feed = feedAddress.exec(results)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const before = await read(feed);
    expect(before).toContain("潟原の灯台を改修");
    expect(before.match(/<entry>/g)).toHaveLength(1);

    clock.set("2025-07-25T01:00:00Z");
    const next = await publish({ date: "2025-07-25", title: "新しい燈臺が完成" });
    await publish({ date: "2025-07-25", title: "港の話題" });
    const after = await read(feed);
    expect(after.match(/<entry>/g)).toHaveLength(2);
    expect(after.indexOf("新しい燈臺が完成")).toBeGreaterThan(0);
    expect(after.indexOf("新しい燈臺が完成")).toBeLessThan(after.indexOf("潟原の灯台を改修"));
    const idOf = (text: string): string | undefined => /<id>(.*?)<\/id>/.exec(text)?.[1];
    expect(idOf(after)).toBe(idOf(before));
    expect(after).toContain(`/entries/${next}`);
  });

  test("goes straight to the entry whose number is typed, also when it was taken back", async () => {
    const id = await publish({ title: "番号で探す" });
    const go = (q: string, base = ""): Promise<Response> =>
      fetch(`${app.url}${base}/search?q=${encodeURIComponent(q)}`, { redirect: "manual" });
    for (const typed of [id, `<${id}>`, `＜${id}＞`, `id:${id}`, `　${id} `]) {
      expect((await go(typed)).headers.get("location")).toBe(`/entries/${id}`);
    }
    expect((await go(id, "/en")).headers.get("location")).toBe(`/en/entries/${id}`);
    expect((await go("2507-060101")).status).toBe(200);

    await app.call("POST", `/api/entries/${id}/withdraw`, {
      as,
      body: { reason: "誤報のため。" },
      headers: { "if-match": '"v4"' },
    });
    expect((await go(id)).headers.get("location")).toBe(`/entries/${id}`);
    expect(await read(`/search?q=${encodeURIComponent("番号で探す")}`)).not.toContain(id);
  });

  test("shows the corrected text, and nothing that is not published", async () => {
    const id = await publish({ title: "護岸の補修" });
    const entry = (await app.call("GET", `/api/entries/${id}`, { as })).json;
    const draft = await app.call("POST", `/api/entries/${entry.id}/correct`, {
      as,
      body: { reason: "語を改めた。" },
    });
    const written = await app.call("PATCH", `/api/entries/${draft.json.id}`, {
      as,
      body: { title: "護岸の改築" },
      headers: { "if-match": String(draft.headers.get("etag")) },
    });
    expect(written.status).toBe(200);
    const q = encodeURIComponent("護岸の改築");
    expect(await read(`/search?q=${q}`)).not.toContain(id);
    for (const act of ["submit", "approve", "publish"]) {
      const now = (await app.call("GET", `/api/entries/${draft.json.id}`, { as })).headers;
      const headers = { "if-match": String(now.get("etag")) };
      const done = await app.call("POST", `/api/entries/${draft.json.id}/${act}`, { as, headers });
      expect([act, done.status]).toEqual([act, 200]);
    }
    expect(await read(`/search?q=${q}`)).toContain(id);
  });

  test("is answered whatever is typed, in both languages", async () => {
    const typed = [
      ...[
        "",
        " ",
        "-",
        '"',
        '""',
        "「",
        "：",
        "％",
        "%",
        "_",
        "\\",
        "'",
        "*",
        "(((",
        "[a-",
        "?",
        "…",
      ],
      ...["year:", "year:99999", "year:2025..", "topic:none", "source:", "id:xyz", "from:2025-99"],
      ...["-訓練", "-year:2025", "year:2025", "a".repeat(5000), "訓 ".repeat(300), "\u{1F600}"],
      ...["サーバー(", "3ヶ国[", "\u0000訓練", "\ud800"],
    ];
    for (const base of ["", "/en"]) {
      for (const q of typed) {
        const path = `${base}/search?${new URLSearchParams({ q })}`;
        const { status } = await fetch(app.url + path);
        expect([q, status]).toEqual([q, 200]);
      }
    }
    for (const rest of [
      "q=a&q=b",
      "q=%FF%E6",
      "q=%E8%A8%93&cursor=x",
      "order=1&cursor=%00",
      "q[]=1",
    ]) {
      expect([rest, (await fetch(`${app.url}/search?${rest}`)).status]).toEqual([rest, 200]);
    }
    for (const q of typed) {
      const { status } = await fetch(`${app.url}/search.atom?${new URLSearchParams({ q })}`);
      expect([q, status]).toEqual([q, 200]);
    }
  });

  test("says how it was read, and marks without breaking the page", async () => {
    await publish({ title: "<b>桟橋</b> & 'R&D'", summary: "讀賣と読売の話。" });
    const page = await read(
      `/search?${new URLSearchParams({ q: "読売 -経済 year:2025 topic:nope" })}`,
    );
    expect(page).toContain("除く: 「経済」を含む");
    expect(page).toContain("2025年");
    expect(page).toContain("「topic:nope」を含む");
    const marked = await read(`/search?${new URLSearchParams({ q: "読売 b>桟" })}`);
    expect(marked).toContain("<mark>讀賣</mark>と<mark>読売</mark>の話。");
    expect(marked).toContain("&lt;<mark>b&gt;桟</mark>橋&lt;/b&gt; &amp; &#39;R&amp;D&#39;");
    const english = await read(`/en/search?${new URLSearchParams({ q: "source:瓦版" })}`);
    expect(english).toContain("source contains “瓦版”");
    expect(english).toContain('<html lang="en">');
  });

  test("is kept by its ETag, and out of search engines", async () => {
    const address = `${app.url}/search?${new URLSearchParams({ q: "桟橋" })}`;
    const first = await fetch(address);
    expect(await first.text()).toContain('<meta name="robots" content="noindex">');
    const etag = String(first.headers.get("etag"));
    const again = await fetch(address, { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
    const head = await fetch(address, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    await publish({ title: "桟橋の灯り" });
    expect((await fetch(address, { headers: { "if-none-match": etag } })).status).toBe(200);
  });

  test("tells browsers of itself", async () => {
    expect(await read("/")).toContain('rel="search" type="application/opensearchdescription+xml"');
    const description = await read("/opensearch.xml");
    expect(description).toContain(`template="${app.url}/search?q={searchTerms}"`);
    expect(await read("/en/opensearch.xml")).toContain(
      `template="${app.url}/en/search?q={searchTerms}"`,
    );
  });

  test("is asked in the API in the same language, drafts too", async () => {
    const q = (text: string): string => `/api/entries?${new URLSearchParams({ q: text })}`;
    const found = await app.call("GET", q("灯台 year:2025"), { as });
    expect(found.status).toBe(200);
    expect(found.json.total).toEqual({ count: 2, at_least: false });
    expect(found.json.items.map(({ title }) => title)).toEqual([
      "新しい燈臺が完成",
      "潟原の灯台を改修",
    ]);
    const first = await app.call("GET", `${q("灯台")}&limit=1`, { as });
    const second = await app.call("GET", `${q("灯台")}&limit=1&cursor=${first.json.next}`, { as });
    expect(second.json.items[0]?.title).toBe("潟原の灯台を改修");
    expect(second.json.next).toBeNull();
    const none = await app.call("GET", `${q("灯台")}&topic=us-japan`, { as });
    expect(none.json.items).toEqual([]);

    await app.call("POST", "/api/entries", {
      as,
      body: {
        ...{ date: "2025-07-25", source: "瓦版通信", title: "灯台の草案", language: "ja" },
        topics: ["harbour"],
      },
    });
    const drafts = await app.call("GET", `${q("燈台")}&state=draft`, { as });
    expect(drafts.json.items.map(({ title }) => title)).toEqual(["灯台の草案"]);
    expect((await app.call("GET", q("-"), { as })).json.items).toEqual([]);
    const wrong = await app.call("GET", `${q("灯台")}&cursor=x`, { as });
    expect([wrong.status, wrong.json.type]).toEqual([400, "/problems/bad-request"]);
  });
});
