// Reading what an assistant sends, byte by byte.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readChunk } from "#suggestions/chat-chunk.ts";
import { readEventData } from "#suggestions/event-data.ts";
import { hear, hearEnd, nothingHeard } from "#suggestions/heard.ts";
import { judgeDraft } from "#suggestions/judge-draft.ts";

const bounds = { language: "ja", maxCharacters: 1_000 } as const;

describe("a stream of events", () => {
  const stream = ': hello\r\n\r\nevent: x\ndata: {"a":1}\n\ndata: one\rdata: 二\r\rdata:[DONE]\n\n';
  const expected = ['{"a":1}', "one\n二", "[DONE]"];

  test("gives the same data however its bytes are cut", () => {
    const bytes = new TextEncoder().encode(stream);
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: bytes.length }), { maxLength: 20 });
    fc.assert(
      fc.property(cuts, (places) => {
        const reader = readEventData(10_000);
        const edges = [0, ...places.toSorted((a, b) => a - b), bytes.length];
        const found = edges.flatMap((edge, i) => reader.push(bytes.subarray(edge, edges[i + 1])));
        expect([...found, ...reader.end()]).toEqual(expected);
        expect(reader.isBroken()).toBe(false);
      }),
    );
  });

  test("is broken by a line that belongs to none, and by one without end", () => {
    const html = readEventData(100);
    html.push(new TextEncoder().encode("<html>\n"));
    expect(html.isBroken()).toBe(true);
    const endless = readEventData(100);
    endless.push(new TextEncoder().encode(`data: ${"x".repeat(200)}`));
    expect(endless.isBroken()).toBe(true);
  });

  test("loses nothing that has no empty line behind it", () => {
    const reader = readEventData(100);
    expect(reader.push(new TextEncoder().encode("data: last"))).toEqual([]);
    expect(reader.end()).toEqual(["last"]);
  });
});

describe("a chunk", () => {
  test.each([
    ['{"choices":[{"delta":{"content":"港"}}]}', { text: "港", finish: null }],
    [
      '{"choices":[{"message":{"content":"港"},"finish_reason":"stop"}]}',
      { text: "港", finish: "stop" },
    ],
    ['{"choices":[{"delta":{"content":[{"type":"text","text":"港"}]}}]}', { text: "港" }],
    ['{"choices":[{"delta":{"content":null,"refusal":"no"}}]}', { refusal: "no", text: "" }],
    ['{"choices":[{"delta":{"reasoning_content":"hm"}}]}', { isThinking: true, text: "" }],
    [
      '{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}}',
      { usage: { prompt_tokens: 3, completion_tokens: 2 } },
    ],
    ['{"usage":{"prompt_tokens":-1,"completion_tokens":2}}', { usage: null }],
    ['{"error":{"message":"overloaded"}}', { error: "overloaded" }],
    ['{"error":"overloaded"}', { error: "overloaded" }],
    ["{}", { text: "", error: null, finish: null }],
  ])("%s", (json, expected) => {
    expect(readChunk(json)).toMatchObject(expected);
  });

  test("that is no JSON object is none", () => {
    for (const json of ["", "[1]", "null", "{", "港", '"x"']) expect(readChunk(json)).toBeNull();
  });

  test("of any JSON can be read and heard", () => {
    fc.assert(
      fc.property(fc.array(fc.json(), { maxLength: 5 }), (all) => {
        const heard = all.reduce((so, json) => hear(so, readChunk(json), bounds), nothingHeard);
        hearEnd(heard, bounds);
      }),
    );
  });
});

describe("what is heard", () => {
  const said = (...texts: string[]) =>
    texts.reduce(
      (so, content) =>
        hear(so, readChunk(JSON.stringify({ choices: [{ delta: { content } }] })), bounds),
      nothingHeard,
    );

  test.each([
    [["<think>", "港か沖か", "</think>", "\n\n訓練が", "あった。"], "訓練があった。"],
    [["<thi", "nk>長い</th", "ink>訓練。"], "訓練。"],
    [["  \n", "訓練。"], "訓練。"],
    [["<t", "able>"], "<table>"],
    [["<think>終わらない"], ""],
  ])("%j is %j: thoughts are no part of a draft", (pieces, text) => {
    expect(said(...pieces).text).toBe(text);
  });

  test("the text only grows, so that pieces can be passed on", () => {
    const unit = fc.constantFrom("<think>", "</think>", "<th", "ink>", "港", " ", "\n", "訓練。");
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (pieces) => {
        pieces.forEach((_, i) => {
          const before = said(...pieces.slice(0, i)).text;
          expect(said(...pieces.slice(0, i + 1)).text.startsWith(before)).toBe(true);
        });
      }),
    );
  });
});

test.each([
  ["訓練が三つの港で始まった。", "ja", null],
  ["F-35とP-8A。", "ja", null],
  ["The exercise began in three ports.", "ja", "wrong-language"],
  ["三港联合演习已经开始，海警船参加。", "ja", "wrong-language"],
  ["訓練が三つの港で始まったと発表された。", "en", "wrong-language"],
  ["The exercise 冬の灯 began in three ports.", "en", null],
  [" \n", "ja", "empty"],
  ["申し訳ありませんが、お答えできません。", "ja", "refused"],
  ["I'm sorry, but I can't help with that.", "ja", "refused"],
  ["I can’t assist with that request.", "en", "refused"],
  ["I cannot say enough, said the admiral.", "en", null],
] as const)("%j as a draft in %s is %s", (text, language, expected) => {
  expect(judgeDraft(text, language)).toBe(expected);
});
