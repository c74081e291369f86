// A publisher's server that keeps a log of all it saw, by the virtual clock and by the real one.

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "#base/clock.ts";
import { writeHttpDate } from "#base/http-date.ts";

export type Sent = {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Hangs up without an answer. */
  drop?: boolean;
};

export type Seen = {
  at: Temporal.Instant;
  realMs: number;
  /** As asked for, a query included; `path` is without. */
  target: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** Requests that had no answer yet when this one came. */
  underway: number;
  sent: Sent;
};

/** What a path answers; `nth` counts its requests from 0. */
export type Script = (asked: {
  at: Temporal.Instant;
  nth: number;
  headers: IncomingHttpHeaders;
}) => Sent;

export type Origin = {
  url: (path: string) => string;
  script: (path: string, script: Script) => void;
  log: readonly Seen[];
  at: (path: string) => readonly Seen[];
  close: () => Promise<void>;
};

/** So long an answer takes that requests side by side are seen. */
const answerMs = 3;

export async function openOrigin(clock: Clock): Promise<Origin> {
  const scripts = new Map<string, Script>();
  const log: Seen[] = [];
  const counts = new Map<string, number>();
  let underway = 0;
  const server = createServer((request, response) => {
    const target = request.url ?? "/";
    const path = target.replace(/\?.*/, "");
    const { headers } = request;
    const at = clock();
    const nth = counts.get(path) ?? 0;
    counts.set(path, nth + 1);
    const sent = scripts.get(path)?.({ at, nth, headers }) ?? { status: 404 };
    log.push({ ...{ at, target, path, headers, underway, sent }, realMs: performance.now() });
    underway += 1;
    setTimeout(() => {
      underway -= 1;
      answer(response, sent, at);
    }, answerMs);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    script: (path, script) => void scripts.set(path, script),
    log,
    at: (path) => log.filter((seen) => seen.path === path),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function answer(response: ServerResponse, sent: Sent, at: Temporal.Instant): void {
  if (sent.drop) {
    response.destroy();
    return;
  }
  response.sendDate = false;
  response
    .writeHead(sent.status ?? 200, { date: writeHttpDate(at), ...sent.headers })
    .end(sent.body ?? "");
}
