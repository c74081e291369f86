// What the assistant is sent: OpenAI's chat completions, streamed.

import type { Assistant } from "./assistant.ts";
import type { Usage } from "./chat-chunk.ts";

export type Message = { role: "system" | "user"; content: string };

export function requestBody(assistant: Assistant, messages: readonly Message[]): string {
  const { model, outputTokens, limitAs } = assistant;
  return JSON.stringify({
    ...{ model, messages, stream: true, [limitAs]: outputTokens },
    stream_options: { include_usage: true },
  });
}

export type Cost = Usage & { cost: number | null; currency: string | null };

/** `cost` is null where archive.yaml has no prices; all is null where the server counts nothing. */
export function costOf(usage: Usage | null, { prices }: Assistant): Cost | null {
  if (usage === null) return null;
  if (prices === null) return { ...usage, cost: null, currency: null };
  const millionths =
    usage.prompt_tokens * prices.prompt + usage.completion_tokens * prices.completion;
  return { ...usage, cost: Number((millionths / 1e6).toFixed(6)), currency: prices.currency };
}
