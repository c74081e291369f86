// Help with writing through the API: checks, leads, extracts. Nothing of it changes an entry.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Mark } from "#entries/mark.ts";
import { openWritingRoom, type WritingRoom } from "./writing-room.ts";

describe("writing help", () => {
  let room: WritingRoom;
  beforeAll(async () => {
    room = await openWritingRoom();
  });
  afterAll(() => room.close());

  async function check(text: object): Promise<{ marks: Mark[]; blocks: boolean; fixed: unknown }> {
    const { status, json } = await room.post("/api/suggestions/checks", {
      entry: room.entry,
      text,
    });
    expect(status).toBe(200);
    return json as never;
  }

  test("both reports are in one stack, and what they say is found", async () => {
    const summary =
      "岬防衛相が24日に、三つの港で合同訓練を始めたと発表した。 巡視船12隻、35,000名が27日まで参加する。";
    expect(await check({ summary })).toEqual({ marks: [], blocks: false, fixed: null });
  });

  test("what they do not say is marked where it stands", async () => {
    const summary = "野中防衛相が23日に発表した。 巡視船13隻が参加する。";
    const { marks, blocks } = await check({ summary });
    expect(marks.map(({ kind, text, severity }) => [kind, text, severity])).toEqual([
      ["name", "野中", "warning"],
      ["date", "23日", "warning"],
      ["number", "13隻", "warning"],
    ]);
    expect(marks.map(({ from, to }) => summary.slice(from, to))).toEqual(["野中", "23日", "13隻"]);
    expect(blocks).toBe(false);
  });

  test("the house style is held up, with fixes, in notes as in the summary", async () => {
    const { marks, fixed } = await check({
      summary: "3カ国が三つの港で訓練した。",
      notes: ["前にもあった。", "費用は10億ドルである"],
    });
    expect(marks.map(({ member, kind, fix }) => [member, kind, fix?.with])).toEqual([
      ["summary", "small-ka", "3ヵ"],
      ["notes/1", "number", undefined],
      ["notes/1", "dollars", "億㌦"],
      ["notes/1", "full_stop", "。"],
    ]);
    expect(fixed).toMatchObject({
      summary: "3ヵ国が三つの港で訓練した。",
      notes: ["前にもあった。", "費用は10億㌦である。"],
    });
  });

  test("an entry that is referred to is a source as well, before it is saved", async () => {
    const writer = await room.app.key("approver");
    const as = { as: writer };
    const made = await room.app.call("POST", "/api/entries", {
      ...as,
      body: {
        ...{ date: "2026-11-20", source: "潮見新報", title: "哨戒艇の配備", language: "ja" },
        ...{ summary: "哨戒艇47隻を配備した。", topics: ["harbour"] },
      },
    });
    const path = `/api/entries/${made.json.id}`;
    const etag = (answer: typeof made) => ({ "if-match": String(answer.headers.get("etag")) });
    let last = await room.app.call("POST", `${path}/submit`, as);
    last = await room.app.call("POST", `${path}/approve`, { ...as, headers: etag(last) });
    last = await room.app.call("POST", `${path}/publish`, { ...as, headers: etag(last) });
    expect(last.json.state).toBe("published");
    const summary = "三つの港で訓練した。哨戒艇47隻に続く。";
    expect((await check({ summary })).marks.map(({ text }) => text)).toEqual(["47隻"]);
    const related = [String(last.json.archive_id)];
    expect((await check({ summary, related })).marks).toEqual([]);
  });

  test("where only a headline is known, what is not found is no more than a notice", async () => {
    const body = { date: "2026-11-24", source: "潮見新報", title: "港の訓練", language: "ja" };
    const made = await room.post("/api/entries", body);
    const { json } = await room.post("/api/suggestions/checks", {
      entry: made.json.id,
      text: { summary: "巡視船13隻が港で訓練した。" },
    });
    expect(json.marks).toMatchObject([{ kind: "number", severity: "notice" }]);
  });

  test("what blocks is not submitted, and the refusal says where; mended, it is", async () => {
    const path = `/api/entries/${room.entry}`;
    const write = async (summary: string) => {
      const now = await room.app.call("GET", path, { as: room.as });
      const headers = { "if-match": String(now.headers.get("etag")) };
      const body = { summary, topics: ["harbour"] };
      return room.app.call("PATCH", path, { as: room.as, headers, body });
    };
    await write("訓練があった。\n【関連記事:2508-071408");
    const refused = await room.post(`${path}/submit`);
    expect(refused.status).toBe(409);
    expect(refused.json).toMatchObject({
      type: "/problems/not-ready",
      errors: [{ at: "summary", message: "【に対応する】がない" }],
      marks: [{ member: "summary", from: 8, to: 9, severity: "block" }],
    });
    expect((await room.app.call("GET", path, { as: room.as })).json.state).toBe("draft");
    await write("訓練があった。\n【関連記事:2508-071408】");
    expect((await room.post(`${path}/submit`)).status).toBe(200);
  });

  test("the lead is how the first report begins, and an extract what both say", async () => {
    const lead = await room.post("/api/suggestions/lead", { entry: room.entry, sentences: 2 });
    expect(lead.json.sentences).toMatchObject([
      { candidate: 1, from: 0, text: expect.stringMatching(/^岬防衛相は24日.*発表した。$/) },
      { candidate: 1, text: "巡視船12隻と約3万5000人が参加する。" },
    ]);
    const asked = { stack: room.stack, sentences: 1 };
    const extract = await room.post("/api/suggestions/extract", asked);
    expect(extract.json.sentences).toMatchObject([{ text: expect.stringContaining("合同訓練") }]);
    expect((await room.post("/api/suggestions/extract", asked)).json).toEqual(extract.json);
  });

  test("nothing of this has changed the entry or left a trace in its history", async () => {
    const path = `/api/entries/${room.entry}`;
    const before = await room.app.call("GET", path, { as: room.as });
    await check({ summary: "3カ国" });
    await room.post("/api/suggestions/lead", { entry: room.entry });
    await room.post("/api/suggestions/extract", { entry: room.entry });
    const after = await room.app.call("GET", path, { as: room.as });
    expect(after.json).toEqual(before.json);
  });

  test.each([
    ["checks", { entry: 999 }, 404, /no entry 999/],
    ["checks", {}, 422, /entry/],
    ["checks", { entry: 1, text: { colour: "red" } }, 422, /colour/],
    ["checks", { entry: 1, text: { summary: "x".repeat(20_001) } }, 422, /summary/],
    ["lead", {}, 422, /either an entry or a stack/],
    ["lead", { entry: 1, stack: 1 }, 422, /either an entry or a stack/],
    ["lead", { stack: 999 }, 404, /no stack 999/],
    ["extract", { entry: 1, sentences: 11 }, 422, /sentences/],
    ["extract", { entry: 9_007_199_254_740_991 }, 404, /entry/],
    ["draft", { entry: 1 }, 409, /no assistant here; name one under assistant/],
  ])("%s of %j is %i, in words", async (path, body, status, words) => {
    const refused = await room.post(`/api/suggestions/${path}`, body);
    expect(refused.status).toBe(status);
    expect(refused.json.detail).toMatch(words);
  });

  test("a reader has no business here", async () => {
    for (const path of ["checks", "lead", "extract", "draft"]) {
      const body = { entry: room.entry };
      const refused = await room.app.call("POST", `/api/suggestions/${path}`, { body });
      expect(refused.status).toBe(401);
    }
  });
});
