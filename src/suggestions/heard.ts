// What an assistant has said so far, and whether it can still become a draft.

import type { Language } from "#base/archive.ts";
import type { Chunk, Usage } from "./chat-chunk.ts";
import type { Failure } from "./failures.ts";
import { judgeBeginning, judgeDraft } from "./judge-draft.ts";

export type Heard = {
  /** As it came, thoughts and all. */
  raw: string;
  /** The draft: only ever longer. */
  text: string;
  refusal: string;
  /** The answer has begun, or the thinking before it. */
  begun: boolean;
  /** stop, length …; null while it goes on. */
  finish: string | null;
  usage: Usage | null;
  /** Why it will be no draft; the first reason stands. */
  failure: Failure | null;
};

export type Bounds = { language: Language; maxCharacters: number };

export const nothingHeard: Heard = {
  ...{ raw: "", text: "", refusal: "", begun: false, finish: null, usage: null, failure: null },
};

/** `chunk` is null for what could not be read. */
export function hear(heard: Heard, chunk: Chunk | null, bounds: Bounds): Heard {
  if (heard.failure !== null) return heard;
  if (chunk === null) return { ...heard, failure: { reason: "not-understood" } };
  const raw = heard.raw + chunk.text;
  const next: Heard = {
    raw,
    text: withoutThought(raw),
    refusal: heard.refusal.length < 1_000 ? heard.refusal + chunk.refusal : heard.refusal,
    begun: heard.begun || chunk.isThinking || chunk.text !== "" || chunk.refusal !== "",
    finish: chunk.finish ?? heard.finish ?? (chunk.isEnd ? "stop" : null),
    usage: chunk.usage ?? heard.usage,
    failure: null,
  };
  return { ...next, failure: failureOf(chunk, next, bounds) };
}

/** At the end of the answer. */
export function hearEnd(heard: Heard, { language }: Bounds): Heard {
  if (heard.failure !== null) return heard;
  if (heard.refusal !== "") return failed(heard, { reason: "refused", said: heard.refusal });
  if (heard.finish === null)
    return failed(heard, { reason: heard.begun ? "dropped" : "not-understood" });
  const unfit = judgeDraft(heard.text, language);
  return unfit === null ? heard : failed(heard, { reason: unfit });
}

function failed(heard: Heard, failure: Failure): Heard {
  return { ...heard, failure };
}

function failureOf({ error }: Chunk, next: Heard, bounds: Bounds): Failure | null {
  if (error !== null) return { reason: "rejected", said: error };
  if (next.finish === "content_filter") {
    return { reason: "refused", said: next.refusal || "content filter" };
  }
  // What is thought is paid for too.
  if (next.raw.length > bounds.maxCharacters * 4) return { reason: "too-long" };
  if (next.text.length > bounds.maxCharacters) return { reason: "too-long" };
  const unfit = judgeBeginning(next.text, bounds.language);
  return unfit === null ? null : { reason: unfit };
}

const opening = "<think>";
const closing = "</think>";

/** Some models think aloud before they answer: <think>…</think>. */
function withoutThought(raw: string): string {
  const begun = raw.trimStart();
  if (begun.startsWith(opening)) {
    const end = begun.indexOf(closing);
    return end < 0 ? "" : begun.slice(end + closing.length).trimStart();
  }
  return opening.startsWith(begun) ? "" : begun;
}
