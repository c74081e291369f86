// The bytes of an answer as chunks: a stream of events, or one piece from a server that knows no
// streaming.

import { type Chunk, readChunk } from "./chat-chunk.ts";
import { readEventData } from "./event-data.ts";

/** Null among the chunks stands for what could not be read. */
export type ChatStream = {
  push: (bytes: Uint8Array, contentType: string) => (Chunk | null)[];
  end: () => (Chunk | null)[];
};

const maxPending = 256 * 1024;

export function openChatStream(): ChatStream {
  const events = readEventData(maxPending);
  const decoder = new TextDecoder();
  let isStreamed: boolean | null = null;
  let whole = "";

  return {
    push: (bytes, contentType) => {
      isStreamed ??= isEventStream(bytes, contentType);
      if (isStreamed) return chunksOf(events.push(bytes), events.isBroken());
      whole += decoder.decode(bytes, { stream: true });
      return whole.length > maxPending ? [null] : [];
    },
    end: () => {
      if (isStreamed) return chunksOf(events.end(), events.isBroken());
      return isStreamed === null ? [] : [readChunk(whole + decoder.decode())];
    },
  };
}

/** Some servers name no type, or the wrong one. */
function isEventStream(bytes: Uint8Array, contentType: string): boolean {
  if (/event-stream/i.test(contentType)) return true;
  return /^\s*(?:data|event|id|retry)?:/.test(
    Buffer.from(bytes.subarray(0, 100)).toString("latin1"),
  );
}

function chunksOf(data: readonly string[], isBroken: boolean): (Chunk | null)[] {
  const chunks = data.map((one) => (one.trim() === "[DONE]" ? endOfStream : readChunk(one)));
  return isBroken ? [...chunks, null] : chunks;
}

const endOfStream: Chunk = {
  ...{ text: "", isThinking: false, refusal: "", finish: null, usage: null, error: null },
  isEnd: true,
};
