// Parsing runs in workers: a hostile feed may cost one of them its time or its memory, and never
// the event loop. A worker that dies is replaced when it is next needed.

import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ParseOutcome } from "./item.ts";
import type { ParseInput } from "./parse-feed.ts";

export type ParsePool = {
  /** Takes `input.bytes` over: the caller cannot read them afterwards. Never rejects while open. */
  parse: (input: ParseInput) => Promise<ParseOutcome>;
  /** Finishes what is under way, then stops the workers. */
  close: () => Promise<void>;
};

export type ParsePoolOptions = {
  /** Workers at most; each is started when it is first needed. */
  size: number;
  /** One parse may take so long, the start of its worker included. */
  timeoutMs: number;
  /** Of a worker's heap; 256 carried a feed of 7 MB and 10,000 items. */
  heapMb: number;
  /** What runs in the workers, where it is not parse-worker.ts: a test's own. */
  program?: URL;
};

const parseWorker = new URL("./parse-worker.ts", import.meta.url);

type Slot = { worker: Worker | null; last: Promise<unknown>; queued: number };

export function openParsePool(options: ParsePoolOptions): ParsePool {
  const { size, timeoutMs, heapMb, program = parseWorker } = options;
  const slots = Array.from({ length: size }, emptySlot);
  let closed = false;

  async function parse(input: ParseInput): Promise<ParseOutcome> {
    if (closed) throw new Error("the parse pool is closed");
    const slot = slots.reduce((least, slot) => (slot.queued < least.queued ? slot : least));
    slot.queued++;
    const outcome = slot.last.then(() => run(slot, input));
    slot.last = outcome.finally(() => slot.queued--).catch(() => {});
    return outcome;
  }

  async function run(slot: Slot, input: ParseInput): Promise<ParseOutcome> {
    slot.worker ??= startWorker(program, heapMb);
    const { worker } = slot;
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), timeoutMs);
    worker.ref();
    try {
      const bytes = owned(input.bytes);
      worker.postMessage({ ...input, bytes }, [bytes.buffer]);
      const [outcome] = await Promise.race([
        once(worker, "message", { signal: over.signal }),
        once(worker, "exit", { signal: over.signal }).then(() => [died]),
      ]);
      worker.unref();
      if (outcome === died) slot.worker = null;
      return outcome;
    } catch (error) {
      slot.worker = null;
      await worker.terminate();
      return { outcome: "too-complex", detail: detailOf(error, timeoutMs) };
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  }

  async function close(): Promise<void> {
    closed = true;
    await Promise.all(slots.map((slot) => slot.last));
    await Promise.all(slots.map((slot) => slot.worker?.terminate()));
  }

  return { parse, close };
}

const died: ParseOutcome = { outcome: "too-complex", detail: "the parser stopped" };

function emptySlot(): Slot {
  return { worker: null, last: Promise.resolve(), queued: 0 };
}

function startWorker(program: URL, heapMb: number): Worker {
  const worker = new Worker(program, {
    // Not the process's own: a Node started with --eval could start no worker.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  worker.unref();
  return worker;
}

/** Bytes with a buffer of their own: a Buffer often shares one, which must not be given away. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
  return whole ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

function detailOf(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === "AbortError") return `over ${timeoutMs} ms`;
  return error instanceof Error ? error.message : String(error);
}
