// Asking an assistant, against a local server that answers as servers do, and as they should not.

import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Answer, askAssistant } from "#suggestions/ask.ts";
import { type Assistant, assistantOf } from "#suggestions/assistant.ts";
import { failureProblem } from "#suggestions/failures.ts";
import {
  data,
  ending,
  type LocalAssistant,
  openAssistant,
  piece,
  plain,
  streamed,
  streamHeaders,
} from "../support/assistant.ts";
import { freePort } from "../support/free-port.ts";

const key = "k-0123456789";
const messages = [{ role: "user", content: "港の訓練" }] as const;
const draft = "三つの港で合同訓練が始まった。";

describe("an assistant", () => {
  let server: LocalAssistant;
  beforeEach(async () => {
    server = await openAssistant();
  });
  afterEach(() => server.close());

  async function ask(
    settings: Partial<Assistant> = {},
    signal = new AbortController().signal,
    onText: (text: string) => void = () => {},
  ): Promise<Answer> {
    const assistant = { ...assistantOf({ url: server.url, model: "small" }, key), ...settings };
    return askAssistant(assistant, messages, { language: "ja", signal, onText });
  }

  const failing = (reason: string) => ({ outcome: "failed", failure: { reason } });

  test("is asked with model, messages, limit and key, and its answer comes piece by piece", async () => {
    server.answer(streamed(piece("三つの港で"), piece("合同訓練が始まった。"), ending()));
    const pieces: string[] = [];
    const answer = await ask({ outputTokens: 77 }, undefined, (text) => pieces.push(text));
    expect(answer).toEqual({
      ...{ outcome: "ok", text: draft, cut: false },
      usage: { prompt_tokens: 900, completion_tokens: 40 },
    });
    expect(pieces).toEqual(["三つの港で", "合同訓練が始まった。"]);
    expect(server.asked).toMatchObject([
      {
        path: "/v1/chat/completions",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: { model: "small", stream: true, messages, max_tokens: 77 },
      },
    ]);
  });

  test.each<[string, (response: ServerResponse) => void, Partial<Answer>]>([
    ["no usage", streamed(piece(draft), ending("stop", null)), { outcome: "ok", usage: null }],
    [
      "no [DONE]",
      streamed(piece(draft), data({ choices: [{ delta: {}, finish_reason: "stop" }] })),
      { outcome: "ok" },
    ],
    ["only [DONE]", streamed(piece(draft), "data: [DONE]\n\n"), { outcome: "ok", text: draft }],
    ["a cut draft", streamed(piece(draft), ending("length")), { outcome: "ok", cut: true }],
    [
      "comments and names",
      streamed(": hello\n\nevent: message\n", piece(draft), ending()),
      { outcome: "ok" },
    ],
    [
      "thoughts",
      streamed(piece("<think>港?"), piece("沖?</think>\n"), piece(draft), ending()),
      { text: draft },
    ],
    [
      "an answer in one piece",
      plain(
        200,
        "application/json",
        JSON.stringify({ choices: [{ message: { content: draft }, finish_reason: "stop" }] }),
      ),
      { outcome: "ok", text: draft },
    ],
    [
      "a stream without its type",
      (response) => void response.writeHead(200).end(piece(draft) + ending()),
      { text: draft },
    ],
  ])("may answer with %s", async (_, answer, expected) => {
    server.answer(answer);
    expect(await ask()).toMatchObject(expected);
  });

  test.each<[string, string, (response: ServerResponse) => void]>([
    [
      "a refusal",
      "refused",
      streamed(data({ choices: [{ delta: { refusal: "I will not." } }] }), ending()),
    ],
    ["a content filter", "refused", streamed(piece("三つの"), ending("content_filter"))],
    [
      "a refusal in words",
      "refused",
      streamed(piece("申し訳ありませんが、書けません。"), ending()),
    ],
    ["nothing", "empty", streamed(ending())],
    ["white space", "empty", streamed(piece(" \n"), ending())],
    [
      "another language",
      "wrong-language",
      streamed(piece("Three ports held a joint exercise."), ending()),
    ],
    [
      "a page of HTML",
      "not-understood",
      plain(200, "text/html", "<html><body>It works!</body></html>"),
    ],
    [
      "HTML called a stream",
      "not-understood",
      plain(200, "text/event-stream", "<html>It works!</html>\n"),
    ],
    ["broken JSON", "not-understood", streamed(piece("三つの"), 'data: {"choices":[{"del\n\n')],
    ["JSON of another kind", "not-understood", plain(200, "application/json", "[1,2]")],
    ["an empty body", "not-understood", plain(200, "text/event-stream", "")],
    [
      "bytes that are no text",
      "not-understood",
      (response) => void response.writeHead(200).end(Buffer.from([0xff, 0xfe, 0, 0, 9])),
    ],
    [
      "an error inside the stream",
      "rejected",
      streamed(piece("三つの"), data({ error: { message: "out of memory" } })),
    ],
    ["an end in the middle", "dropped", streamed(piece("三つの港で"))],
    [
      "a redirect",
      "rejected",
      (response) => void response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    ],
    [
      "401",
      "key-refused",
      plain(
        401,
        "application/json",
        JSON.stringify({ error: { message: `Incorrect key ${key}` } }),
      ),
    ],
    ["404", "rejected", plain(404, "application/json", '{"error":{"message":"model not found"}}')],
    ["429", "busy", plain(429, "application/json", '{"error":{"message":"slow down"}}')],
    ["500", "server-error", plain(500, "text/html", "<h1>oops</h1>")],
    ["503", "busy", plain(503, "text/plain", "loading")],
  ])("that answers with %s gives no draft: %s", async (_, reason, answer) => {
    server.answer(answer);
    expect(await ask()).toMatchObject(failing(reason));
  });

  test("whose connection drops in the middle gives no draft", async () => {
    server.answer((response) => {
      response.writeHead(200, streamHeaders).write(piece("三つの港で"), () => response.destroy());
    });
    expect(await ask()).toMatchObject(failing("dropped"));
  });

  test("whose connection drops behind the end has answered", async () => {
    server.answer((response) => {
      const all = piece(draft) + data({ choices: [{ delta: {}, finish_reason: "stop" }] });
      response.writeHead(200, streamHeaders).write(all, () => response.destroy());
    });
    expect(await ask()).toMatchObject({ outcome: "ok", text: draft });
  });

  test("that goes on after [DONE] is left alone", async () => {
    server.answer((response) => {
      response.writeHead(200, streamHeaders).write(piece(draft) + ending());
    });
    const left = server.left();
    expect(await ask()).toMatchObject({ outcome: "ok", text: draft });
    await left;
  });

  test("that says nothing is given up after the time for its first word", async () => {
    server.answer(async (response, left) => {
      response.writeHead(200, streamHeaders).write(": loading\n\n");
      await left;
    });
    const left = server.left();
    expect(await ask({ firstTokenMs: 500 })).toMatchObject(failing("timeout"));
    await left;
  });

  test("that does not even answer, as well", async () => {
    server.answer((_, left) => left);
    const left = server.left();
    expect(await ask({ firstTokenMs: 500 })).toMatchObject(failing("timeout"));
    await left;
  });

  test("that dawdles is given up after the time for a whole draft", async () => {
    server.answer(async (response, left) => {
      response.writeHead(200, streamHeaders).write(piece("三つの"));
      await left;
    });
    const left = server.left();
    expect(await ask({ totalMs: 1_000 })).toMatchObject(failing("timeout"));
    await left;
  });

  test("that thinks is not given up for its silence", async () => {
    const thought = data({ choices: [{ delta: { reasoning_content: "港か" } }] });
    server.answer((response) => {
      response.writeHead(200, streamHeaders).write(thought);
      setTimeout(() => response.end(piece(draft) + ending()), 2_000);
    });
    expect(await ask({ firstTokenMs: 1_500 })).toMatchObject({ outcome: "ok" });
  });

  test("that writes without end is stopped", async () => {
    server.answer((response) => endlessly(response, piece("訓練が始まった。".repeat(20))));
    const left = server.left();
    expect(await ask({ outputTokens: 100 })).toMatchObject(failing("too-long"));
    await left;
  });

  test("that sends a line without end is stopped", async () => {
    server.answer((response) => endlessly(response, "data: ".padEnd(60_000, "x")));
    const left = server.left();
    expect(await ask()).toMatchObject(failing("not-understood"));
    await left;
  });

  test("is left when the editor leaves", async () => {
    const leaving = new AbortController();
    server.answer((response) => {
      response.writeHead(200, streamHeaders).write(piece("三つの"));
    });
    const left = server.left();
    const answer = await ask({}, leaving.signal, () => leaving.abort());
    expect(answer).toEqual({ outcome: "left" });
    await left;
  });

  test("that is not there is unreachable", async () => {
    const url = `http://127.0.0.1:${await freePort()}/v1/chat/completions`;
    expect(await ask({ url })).toMatchObject(failing("unreachable"));
  });

  test("without a key is asked without one", async () => {
    server.answer(streamed(piece(draft), ending()));
    await ask({ key: null });
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
  });
});

test("a key that a server repeats is struck out", () => {
  const { message } = failureProblem({ reason: "rejected", said: `bad ${key}.` }, key);
  expect(message).toContain("(bad …)");
  expect(message).not.toContain(key);
});

test("what a server says in HTML is not shown", () => {
  const { message, status } = failureProblem({ reason: "server-error", said: "<h1>oops" }, null);
  expect(message).toBe("The assistant's server failed; ask again later.");
  expect(status).toBe(502);
});

function endlessly(response: ServerResponse, part: string): void {
  response.writeHead(200, streamHeaders);
  const write = (error?: Error | null): void => {
    if (!error) response.write(part, write);
  };
  write();
}
