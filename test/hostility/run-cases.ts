// All cases at once, as sources of one archive among good ones: polled by the scheduler, over the
// network, through the workers, into the database.

import type { LookupAddress, lookup } from "node:dns";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import type { Agent } from "undici";
import { type Gather, gather, type Polled } from "#candidates/gather.ts";
import type { Db } from "#db/types.ts";
import { openAgent } from "#net/agent.ts";
import { download } from "#net/download.ts";
import { type NetLimits, netLimits } from "#net/limits.ts";
import type { Reader } from "#sources/read-source.ts";
import type { SourceSpec } from "#sources/spec.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import {
  type Behaviour,
  type HostileOrigin,
  openHostileOrigin,
} from "../support/hostile-origin.ts";
import { heaviest } from "./cases/limits.ts";
import { loginPage } from "./cases/redirects.ts";
import { good, type HostileCase, type Seen, serves } from "./hostile-case.ts";

/** What the ten and thirty seconds of real life are here. */
const limits: NetLimits = { ...netLimits, connectMs: 2_000, idleMs: 2_000, totalMs: 6_000 };
const goodSources = 40;
/** Most of them only wait. */
const concurrency = 12;

export type Ran = {
  /** Of each case in turn. */
  seen: readonly (Seen & { stored: readonly Pick<Polled, "added" | "changed">[] })[];
  /** Of the good sources. */
  good: readonly Record<string, unknown>[];
  /** The longest that the event loop was kept waiting, in milliseconds. */
  longestDelay: number;
  /** The heaviest body read once more by itself: its time, and the longest delay meanwhile. */
  heaviest: { parse: number; delay: number };
  /** What the process took more than before at its fattest, in MiB; workers included. */
  memory: number;
  close: () => Promise<void>;
};

type Placed = HostileCase & {
  id: string;
  path: string;
  origin: HostileOrigin;
  behaviours: readonly Behaviour[];
};

export async function runCases(db: Db, cases: readonly HostileCase[]): Promise<Ran> {
  const clock = testClock("2026-11-24T12:00:00Z");
  const other = await openHostileOrigin();
  other.on("/good", serves(good));
  const placed = await Promise.all(cases.map((one, n) => place(one, n, other)));
  const sources = [...placed.map((one) => sourceOf(one, other)), ...goodOnes(other)];
  const app = await startTestApp(db, { clock, sources });
  const agent = openAgent({ allowCidrs: ["127.0.0.0/8"], limits, resolve: lyingResolver() });
  const polling = withLimits(app, agent);
  const watch = watchProcess();
  const rounds: Polled[][] = [];
  for (;;) {
    const round = rounds.length;
    const due = placed.filter(({ behaviours }) => behaviours.length > round);
    if (due.length === 0) break;
    for (const { origin, path, behaviours } of due) origin.on(path, behaviours[round] as Behaviour);
    rounds.push(await gather(polling, round === 0 ? {} : { only: due.map(({ id }) => id) }));
    clock.advance({ hours: 72 });
  }
  const { longestDelay, memory } = watch();
  const as = await app.key("editor");
  const seen = [];
  for (const one of placed) seen.push(await look(app, as, one, other, rounds));
  const origins = [other, ...placed.map(({ origin }) => origin)];
  return {
    ...{ seen, longestDelay, memory, heaviest: await readHeaviest(app) },
    good: await Promise.all(
      goodOnes(other).map(
        async ({ id }) => (await app.call("GET", `/api/sources/${id}`, { as })).json,
      ),
    ),
    close: async () => {
      await agent.destroy();
      await app.close();
      await Promise.all(origins.map((origin) => origin.close()));
    },
  };
}

/** Each has a server of its own: an agent opens only two connections to one. */
async function place(one: HostileCase, n: number, other: HostileOrigin): Promise<Placed> {
  const origin = await openHostileOrigin();
  origin.on("/login", loginPage);
  if (one.robots) origin.on("/robots.txt", one.robots);
  const path = `/${one.number}-${one.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`;
  const behaviours = one.skip ? [] : one.polls(origin.url(""), other.url(""));
  return { ...one, id: `case-${n}`, path, origin, behaviours };
}

function sourceOf(
  { id, path, origin, source, skip }: Placed,
  other: HostileOrigin,
): Partial<SourceSpec> {
  const own = source?.(origin.url(""), other.url("")) ?? {};
  return { id, address: [origin.url(path)], active: !skip, ...own };
}

function goodOnes(origin: HostileOrigin): (Partial<SourceSpec> & { id: string })[] {
  return Array.from({ length: goodSources }, (_, n) => ({
    ...{ id: `good-${n}`, address: [origin.url("/good")] },
  }));
}

function withLimits({ parts }: TestApp, agent: Agent): Gather {
  const asking = { userAgent: "kawaraban/0", accept: "*/*" };
  const ask: Reader["download"] = (request) =>
    download({ ...request, ...asking }, { agent, limits });
  return { ...parts.gather, concurrency, reader: { ...parts.gather.reader, download: ask } };
}

async function readHeaviest({ parts }: TestApp): Promise<Ran["heaviest"]> {
  const bytes = new TextEncoder().encode(heaviest);
  const asked = { contentType: null, url: "https://news.example/", zone: "Asia/Tokyo" } as const;
  const feed = { kind: "feed", page: null, carrier: false, now: "2026-11-24T12:00:00Z" } as const;
  const watch = watchProcess();
  // A delay is counted from one turn of the loop to the next: there must be one before and one after.
  await setTimeout(20);
  const started = performance.now();
  await parts.gather.reader.parse({ ...asked, ...feed, bytes, maxItems: 2_000 });
  const parse = performance.now() - started;
  await setTimeout(20);
  return { parse, delay: watch().longestDelay };
}

/** rebinding.example leads outside once and inside from then on; mixed.example to both at once. */
function lyingResolver(): typeof lookup {
  let asked = 0;
  const addressesOf = (host: string): string[] => {
    if (host === "mixed.example") return ["10.0.0.1", "127.0.0.1"];
    return asked++ === 0 ? ["127.0.0.1"] : ["10.0.0.1"];
  };
  const resolve = (
    host: string,
    _: object,
    callback: (error: null, found: LookupAddress[]) => void,
  ): void => {
    callback(
      null,
      addressesOf(host).map((address) => ({ address, family: 4 })),
    );
  };
  return resolve as typeof lookup;
}

function watchProcess(): () => { longestDelay: number; memory: number } {
  const before = process.memoryUsage.rss();
  let fattest = before;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const timer = setInterval(() => {
    fattest = Math.max(fattest, process.memoryUsage.rss());
  }, 20);
  delay.enable();
  return () => {
    delay.disable();
    clearInterval(timer);
    return { longestDelay: delay.max / 1e6, memory: (fattest - before) / 2 ** 20 };
  };
}

async function look(
  app: TestApp,
  as: string,
  { id, path, origin }: Placed,
  other: HostileOrigin,
  rounds: readonly Polled[][],
): Promise<Ran["seen"][number]> {
  const { json: source } = await app.call("GET", `/api/sources/${id}`, { as });
  const { json } = await app.call("GET", `/api/candidates?source=${id}&limit=20`, { as });
  const polls = rounds.flatMap((round) => round.filter((polled) => polled.source === id));
  return {
    ...{ source, origin, other },
    candidates: json.items.toReversed(),
    heads: origin.asked.filter((asked) => asked.path === path).map(({ head }) => head),
    stored: polls.map(({ added, changed }) => ({ added, changed })),
  };
}
