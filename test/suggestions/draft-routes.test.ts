// A draft by the assistant, from the editor's side of the API.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { assistantOf } from "#suggestions/assistant.ts";
import {
  ending,
  type LocalAssistant,
  openAssistant,
  piece,
  plain,
  streamed,
  streamHeaders,
} from "../support/assistant.ts";
import { openWritingRoom, type WritingRoom } from "./writing-room.ts";

const key = "k-0123456789";
const prices = { prompt: 3, completion: 15, currency: "USD" };

type Event = { name: string; data: Record<string, unknown> };

describe("a draft", () => {
  let server: LocalAssistant;
  let room: WritingRoom;
  /** Somebody else each time, since a turn ends a moment after its stream. */
  let editor: string;

  beforeAll(async () => {
    server = await openAssistant();
    const assistant = assistantOf({ url: server.url, model: "small", prices }, key);
    room = await openWritingRoom({ assistant });
  });
  beforeEach(async () => {
    editor = await room.app.key("editor");
  });
  afterAll(async () => {
    await room.close();
    await server.close();
  });

  function ask(signal?: AbortSignal, as = editor, entry = room.entry): Promise<Response> {
    return fetch(`${room.app.url}/api/suggestions/draft`, {
      method: "POST",
      headers: { authorization: `Bearer ${as}`, "content-type": "application/json" },
      body: JSON.stringify({ entry }),
      signal: signal ?? null,
    });
  }

  async function events(answer: Response): Promise<Event[]> {
    expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const told = (await answer.text()).split("\n\n").filter((one) => one.startsWith("event: "));
    return told.map((one) => {
      const [name = "", data = ""] = one.split("\n");
      return { name: name.slice(7), data: JSON.parse(data.slice(6)) as Event["data"] };
    });
  }

  test("comes piece by piece, then whole, with its cost and its marks", async () => {
    server.answer(
      streamed(piece("三つの港で合同訓練が"), piece("始まり、巡視船13隻が参加した。"), ending()),
    );
    const told = await events(await ask());
    expect(told.map(({ name }) => name)).toEqual(["delta", "delta", "done"]);
    expect(told.slice(0, 2).map(({ data }) => data.text)).toEqual([
      ...["三つの港で合同訓練が", "始まり、巡視船13隻が参加した。"],
    ]);
    expect(told[2]?.data).toMatchObject({
      ...{ text: "三つの港で合同訓練が始まり、巡視船13隻が参加した。", cut: false, model: "small" },
      usage: { prompt_tokens: 900, completion_tokens: 40, cost: 0.0033, currency: "USD" },
      marks: [{ member: "summary", kind: "number", text: "13隻" }],
    });
    const entry = await room.app.call("GET", `/api/entries/${room.entry}`, { as: room.as });
    expect(entry.json).toMatchObject({ summary: "", version: 1 });
  });

  test("is asked for with the reports' own words, the house style and the archive's summaries", async () => {
    const summary =
      "潮見港で沿岸警備隊の冬の点検が行われ、巡視船の整備と備蓄の状況が確認された。 点検は毎年行われる。";
    await publishOne(summary);
    server.answer(streamed(piece("訓練が三つの港で始まった。"), ending()));
    await events(await ask());
    const [system, user] = server.asked.at(-1)?.body.messages ?? [];
    expect(system?.content).toContain("「試験の瓦版」");
    expect(system?.content).toContain("金額の「ドル」は「㌦」と書く");
    expect(system?.content).toContain(summary);
    expect(user?.content).toContain("巡視船12隻と約3万5000人が参加する。");
    expect(user?.content).toContain("合同訓練は27日まで続く。");
    expect(user?.content).toContain('publisher="瓦版通信"');
  });

  test("that fails ends in an error that says why, and never shows the key", async () => {
    const told = JSON.stringify({ error: { message: `model small is not for ${key}` } });
    server.answer(plain(404, "application/json", told));
    const [failed, ...rest] = await events(await ask());
    expect(rest).toEqual([]);
    expect(failed).toMatchObject({
      name: "error",
      data: { type: "/problems/assistant-failed", status: 502, reason: "rejected" },
    });
    expect(failed?.data.detail).toMatch(/status 404: model small is not for …\)\.$/);
    expect(JSON.stringify(failed)).not.toContain(key);
  });

  test("that breaks off has told what it had, and then why", async () => {
    server.answer(streamed(piece("三つの港で")));
    const told = await events(await ask());
    expect(told.map(({ name, data }) => [name, data.text ?? data.reason])).toEqual([
      ["delta", "三つの港で"],
      ["error", "dropped"],
    ]);
  });

  test("is given up when the editor leaves, up to the assistant", async () => {
    server.answer((response) => {
      response.writeHead(200, streamHeaders).write(piece("三つの港で"));
    });
    const left = server.left();
    const leaving = new AbortController();
    const answer = await ask(leaving.signal);
    const reader = answer.body?.getReader();
    await reader?.read();
    leaving.abort();
    await left;
  });

  test("is one of two at once for an editor, and others are not held up", async () => {
    server.answer((response) => {
      response.writeHead(200, streamHeaders).write(piece("三つの"));
    });
    const leaving = new AbortController();
    const running = await Promise.all([ask(leaving.signal), ask(leaving.signal)]);
    expect(running.map(({ status }) => status)).toEqual([200, 200]);
    const third = await ask();
    expect(third.status).toBe(429);
    expect((await third.json()) as object).toMatchObject({
      detail: "2 drafts are being written for you; wait for one, and ask again.",
    });
    const other = await ask(leaving.signal, await room.app.key("editor", "other"));
    expect(other.status).toBe(200);
    leaving.abort();
  });

  test("needs a report with more than a headline", async () => {
    const title = "見出しだけの話";
    const body = { date: "2026-11-24", source: "潮見新報", title, language: "ja" };
    const made = await room.post("/api/entries", body);
    const refused = await ask(undefined, editor, Number(made.json.id));
    expect(refused.status).toBe(409);
    expect((await refused.json()) as object).toMatchObject({
      detail: expect.stringContaining("nothing to draft from"),
    });
    expect(JSON.stringify(server.asked)).not.toContain(title);
  });

  test("does not hold up a server that closes", async () => {
    server.answer((response) => {
      response.writeHead(200, streamHeaders).write(piece("三つの"));
    });
    const left = server.left();
    const answer = await ask();
    await answer.body?.getReader().read();
    await room.close();
    await left;
  });

  async function publishOne(summary: string): Promise<void> {
    const as = { as: await room.app.key("approver") };
    const text = { date: "2026-11-20", source: "潮見新報", title: "冬の点検", language: "ja" };
    const body = { ...text, summary, topics: ["harbour"] };
    let last = await room.app.call("POST", "/api/entries", { ...as, body });
    const path = `/api/entries/${last.json.id}`;
    for (const act of ["submit", "approve", "publish"]) {
      const headers = { "if-match": String(last.headers.get("etag")) };
      last = await room.app.call("POST", `${path}/${act}`, { ...as, headers });
    }
    expect(last.json.state).toBe("published");
  }
});
