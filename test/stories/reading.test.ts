// A reader looks things up: over HTTP, in either language, while the desk goes on publishing.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { type DeskWork, deskWork, type Public } from "../support/desk-work.ts";

let app: TestApp;
let desk: DeskWork;
let who: { writer: string; approver: string };
const clock = testClock("2026-11-24T12:00:00Z");

beforeAll(async () => {
  app = await startTestApp(await openTestDatabase(), {
    clock,
    sources: [{ id: "gazette", name: "湾岸新聞", name_en: "Harbour Gazette" }],
    glossary: [{ term: "QTX", ja: "静潮訓練", en: "Exercise Quiet Tide" }],
  });
  desk = deskWork(app);
  const [writer, approver] = await Promise.all([app.key("approver"), app.key("approver")]);
  who = { writer, approver };
});
afterAll(() => app.close());

async function read(path: string): Promise<string> {
  const response = await fetch(app.url + path);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
}

/** Every address on our own pages that `body` links, each once. */
function linked(body: string): string[] {
  const found = [...body.matchAll(/<a[^>]* href="(\/[^"#]*)/g)].map(([, path = ""]) => path);
  return [...new Set(found)].filter((path) => !path.startsWith("/search"));
}

describe("a story that went on for a month", () => {
  let announced: Public;
  let held: Public;
  let ended: Public;

  beforeAll(async () => {
    announced = await desk.published(who, {
      ...{ date: "2026-10-20", title: "QTXを11月に", source: "湾岸新聞" },
      ...{ summary: "QTXが11月に行われる。QTXは3年ぶりである。" },
    });
    held = await desk.published(who, {
      ...{ date: "2026-11-10", title: "Quiet Tide begins", language: "en", source: "Harbor Wire" },
      ...{ summary: "訓練が始まった。", related: [announced.archiveId] },
    });
    ended = await desk.published(who, {
      ...{ date: "2026-11-20", title: "訓練が終わる", related: [held.archiveId] },
    });
  });

  test("is told from announcement to result on the page of each entry", async () => {
    for (const { archiveId } of [announced, held, ended]) {
      const body = await read(`/entries/${archiveId}`);
      const line = /<ol class="line">[\s\S]*?<\/ol>/.exec(body)?.[0] ?? "";
      const days = [...line.matchAll(/datetime="([^"]+)"/g)].map(([, day]) => day);
      expect(days).toEqual(["2026-10-20", "2026-11-10", "2026-11-20"]);
      expect(line.match(/aria-current/g)).toHaveLength(1);
    }
  });

  test("has its abbreviation explained once, in the reader's language", async () => {
    const ja = await read(`/entries/${announced.archiveId}`);
    expect(ja.match(/<abbr /g)).toHaveLength(1);
    expect(ja).toContain(
      '<a class="term" href="/glossary#qtx"><abbr title="静潮訓練">QTX</abbr></a>',
    );
    expect(await read(`/en/entries/${announced.archiveId}`)).toContain(
      '<abbr title="Exercise Quiet Tide" lang="en">QTX</abbr>',
    );
    expect(await read("/glossary")).toContain('<dt id="qtx">QTX</dt>');
    expect(await read("/feeds/all.atom")).not.toContain("<abbr");
  });

  test("is marked as corrected as soon as it is, with what was wrong", async () => {
    const path = `/entries/${ended.archiveId}`;
    const before = await read(path);
    expect(before).not.toContain('id="corrections"');
    clock.advance({ hours: 30 });
    const opened = await app.call("POST", `/api${path}/correct`, {
      ...{ as: who.writer, body: { reason: "訓練の名が違っていた。" } },
    });
    const draft = String(opened.headers.get("location"));
    await desk.edit(draft, who.writer, { title: "演習が終わる" });
    expect((await desk.publish(draft, who)).status).toBe(200);
    const body = await read(path);
    expect(body).toContain('href="#corrections"');
    expect(body).toContain("<p>理由: 訓練の名が違っていた。</p>");
    expect(body).toMatch(/<del>.*訓練<\/del><ins>.*演習<\/ins>が終わる/);
    expect(await read(`/entries/${held.archiveId}`)).toContain("演習が終わる");
    expect(await read("/2026/harbour/")).toContain(`href="${path}#corrections">訂正</a>`);
  });

  test("leads on: no page links to one that is not there", async () => {
    const seen = new Set<string>();
    const todo = ["/", "/en/"];
    for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
      if (seen.has(path) || /^\/(api|sign-in)/.test(path)) continue;
      seen.add(path);
      todo.push(...linked(await read(path)));
    }
    for (const path of ["/2026/", "/en/2026/harbour/", "/sources/gazette/", "/topics/harbour/"]) {
      expect(seen).toContain(path);
    }
  });

  test("is found under who reported it, and in the year at a glance", async () => {
    const english = await read("/en/sources/");
    expect(english).toContain('<a href="/en/sources/gazette/">Harbour Gazette</a>');
    expect(english).toContain('<a href="/en/sources/harborwire/">Harbor Wire</a>');
    const year = await read("/2026/");
    expect(year).toContain("<title>10月: 1件</title>");
    expect(year).toContain("<title>11月: 2件</title>");
  });

  test("taken back, is gone from the line of the others, and its page says why", async () => {
    const withdrawn = await desk.act(held.path, "withdraw", who.approver, {
      reason: "元の報道が取り消された。",
    });
    expect(withdrawn.status).toBe(200);
    const gone = await fetch(`${app.url}/en/entries/${held.archiveId}`);
    const body = await gone.text();
    expect(gone.status).toBe(410);
    expect(body).toContain('<p lang="ja">元の報道が取り消された。</p>');
    expect(await read(`/entries/${announced.archiveId}`)).not.toContain("Quiet Tide begins");
    expect((await fetch(`${app.url}/sources/harborwire/`)).status).toBe(404);
  });
});
