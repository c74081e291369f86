// One question to the assistant, its answer passed on as it comes.

import type { Language } from "#base/archive.ts";
import { type StreamLimits, type StreamOutcome, streamPost } from "#net/stream-post.ts";
import type { Assistant } from "./assistant.ts";
import { type Chunk, readChunk, type Usage } from "./chat-chunk.ts";
import { openChatStream } from "./chat-stream.ts";
import type { Failure } from "./failures.ts";
import { type Bounds, type Heard, hear, hearEnd, nothingHeard } from "./heard.ts";
import { type Message, requestBody } from "./request-body.ts";

/** `cut`: it came to the limit of its length. `left`: `signal` gave it up. */
export type Answer =
  | { outcome: "ok"; text: string; cut: boolean; usage: Usage | null }
  | { outcome: "failed"; failure: Failure; usage: Usage | null }
  | { outcome: "left" };

export type Asking = {
  language: Language;
  signal: AbortSignal;
  onText: (text: string) => void;
};

/** Never throws for what the assistant does. */
export async function askAssistant(
  assistant: Assistant,
  messages: readonly Message[],
  { language, signal, onText }: Asking,
): Promise<Answer> {
  const bounds = { language, maxCharacters: assistant.outputTokens * charactersPerToken };
  const enough = new AbortController();
  const stream = openChatStream();
  const timer = setTimeout(() => enough.abort(), assistant.firstTokenMs);
  let heard = nothingHeard;
  const take = (chunks: readonly (Chunk | null)[]): void => {
    for (const chunk of chunks) {
      const before = heard.text.length;
      heard = hear(heard, chunk, bounds);
      if (heard.failure !== null || chunk?.isEnd) enough.abort();
      if (heard.failure === null && heard.text.length > before) onText(heard.text.slice(before));
    }
    if (heard.begun) clearTimeout(timer);
  };
  const outcome = await streamPost({
    ...{ url: assistant.url, headers: headersOf(assistant), limits: limitsOf(assistant) },
    body: requestBody(assistant, messages),
    signal: AbortSignal.any([signal, enough.signal]),
    onBytes: (bytes, contentType) => take(stream.push(bytes, contentType)),
  });
  clearTimeout(timer);
  if (signal.aborted) return { outcome: "left" };
  if (outcome.outcome === "ok") take(stream.end());
  return answerOf(outcome, heard, bounds);
}

/** Generous in every language: what is longer was not counted by the server. */
const charactersPerToken = 6;

/** An answer that had come to its end is whole, however the connection ended. */
function answerOf(outcome: StreamOutcome, heard: Heard, bounds: Bounds): Answer {
  const isWhole = outcome.outcome === "ok" || heard.finish !== null;
  const { failure, text, finish, usage } = isWhole ? hearEnd(heard, bounds) : heard;
  const why = failure ?? (isWhole ? null : failureOf(outcome, heard));
  if (why !== null) return { outcome: "failed", failure: why, usage };
  return { outcome: "ok", text: text.trimEnd(), cut: finish === "length", usage };
}

function failureOf(outcome: StreamOutcome, { begun }: Heard): Failure | null {
  switch (outcome.outcome) {
    case "ok":
      return null;
    // Neither by the editor nor for what was heard: nothing had been heard in time.
    case "aborted":
    case "timeout":
      return { reason: "timeout" };
    case "too-large":
      return { reason: "too-long" };
    case "status":
      return statusFailure(outcome.status, outcome.head);
    default:
      return begun ? { reason: "dropped" } : { reason: "unreachable", said: outcome.detail };
  }
}

function statusFailure(status: number, head: string): Failure {
  if (status === 401 || status === 403) return { reason: "key-refused" };
  if (status === 429 || status === 503) return { reason: "busy", said: `status ${status}` };
  const told = readChunk(head)?.error ?? null;
  const said = told === null ? `status ${status}` : `status ${status}: ${told}`;
  return { reason: status >= 500 ? "server-error" : "rejected", said };
}

function headersOf({ key }: Assistant): Record<string, string> {
  return {
    "content-type": "application/json",
    accept: "text/event-stream, application/json;q=0.5",
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
}

function limitsOf({ firstTokenMs, totalMs }: Assistant): StreamLimits {
  const idleMs = Math.max(firstTokenMs, 30_000);
  return { connectMs: 5_000, idleMs, totalMs, maxBytes: 8 * 1024 * 1024 };
}
