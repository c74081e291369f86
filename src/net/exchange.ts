// One request and its answer, by undici's dispatcher itself: its `request` makes a stream, an
// AbortSignal and an error of every answer, and most answers to polling have no body at all.

import type { Dispatcher } from "undici";
import { tooLargeCode } from "./body.ts";
import { refuseFlood } from "./informational.ts";
import type { NetLimits } from "./limits.ts";

export type Headers = Readonly<Record<string, string | string[] | undefined>>;
export type Head = { status: number; headers: Headers };

/** `chunks`: the body as it was sent, or what came of it before the `fault`. */
export type Exchanged = Head & { chunks: readonly Buffer[]; fault: Error | undefined };

type Exchange = {
  url: URL;
  /** GET where not set. */
  method?: "GET" | "POST";
  body?: string | Uint8Array | undefined;
  headers: Readonly<Record<string, string>>;
  /** Whether a body is of interest; else its connection is given up rather than read to the end. */
  wants: (head: Head) => boolean;
  /** Everything together may take so long. */
  leftMs: number;
  limits: NetLimits;
};

/** Rejects where no final answer came; what is wrong with the body of one is its `fault`. */
export function exchange(agent: Dispatcher, ask: Exchange): Promise<Exchanged> {
  const { promise, resolve, reject } = Promise.withResolvers<Exchanged>();
  const { origin, pathname, search } = ask.url;
  const { handler, giveUp } = receiver(ask, (answer) => {
    clearTimeout(timer);
    if (answer instanceof Error) reject(answer);
    else resolve(answer);
  });
  const overtime = (): void => giveUp(new DOMException("it took too long in all", "TimeoutError"));
  const timer = setTimeout(overtime, ask.leftMs);
  const { method = "GET", headers, body = null } = ask;
  agent.dispatch({ origin, path: pathname + search, method, headers, body }, handler);
  return promise;
}

const unwanted = new Error("what comes is not wanted any more");

/** `settle` is called with the answer, or with why there is none. */
function receiver(
  { wants, limits: { maxBytes } }: Exchange,
  settle: (answer: Exchanged | Error) => void,
): { handler: Dispatcher.DispatchHandler; giveUp: (fault: Error) => void } {
  const countInterim = refuseFlood();
  const chunks: Buffer[] = [];
  let [bytes, isOver] = [0, false];
  let head: Head | undefined;
  let control: Dispatcher.DispatchController | undefined;

  const end = (fault?: Error): void => {
    isOver = true;
    settle(head ? { ...head, chunks, fault } : (fault ?? unwanted));
  };
  const giveUp = (fault: Error): void => {
    if (isOver) return;
    end(fault);
    control?.abort(fault);
  };
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (controller) => {
      control = controller;
      // It has waited for its turn for too long.
      if (isOver) controller.abort(unwanted);
    },
    onResponseStart: (_, status, headers) => {
      if (status < 200) return countInterim();
      head = { status, headers };
      // What has no body has ended by then, and its connection is kept.
      if (!wants(head)) queueMicrotask(() => giveUp(unwanted));
    },
    onResponseData: (_, chunk) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
    },
    onResponseEnd: () => end(),
    onResponseError: (_, error) => end(error),
  };
  return { handler, giveUp };
}

function tooLarge(maxBytes: number): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(`the body is over ${maxBytes} bytes`);
  error.code = tooLargeCode;
  return error;
}
