// 500 good sources among 100 hostile ones, in real time, each polled once a minute:
// `DATABASE_URL=… node --expose-gc bench/mixed.ts [MINUTES]`, ten where nothing is said. Linux: every
// source is at an address of its own.
//
// The scheduler never polls a source twice in fifteen minutes by itself. A second after a poll its
// next one is therefore moved to a minute after it began; all else is the program as it is, its
// leases and slots by the database's clock.

import { setTimeout as delay } from "node:timers/promises";
import { assembleParts, type Parts } from "#app/parts.ts";
import { systemClock } from "#base/clock.ts";
import { openLog } from "#base/log.ts";
import { gather, type Polled } from "#candidates/gather.ts";
import { connectServer } from "#db/open.ts";
import { benchConfig, benchSource } from "./support/config.ts";
import { type Figure, printFigures } from "./support/figures.ts";
import { countCandidates, pullSlots, switchOff } from "./support/mixed-store.ts";
import { withOrigin } from "./support/origin.ts";
import { publisherUrl } from "./support/publisher-url.ts";
import { withScratchDatabase } from "./support/scratch.ts";
import { slope } from "./support/slope.ts";

const minutes = Number(process.argv[2] ?? 10);
const [good, hostile] = [500, 100];
const everySeconds = 60;
/** A good source is asked within so many seconds of its slot: a tick, a look and a busy machine. */
const latestSeconds = 5;

const log = openLog({ level: "silent", to: { write: () => {} } });
const collect = globalThis.gc;
if (!collect) throw new Error("run with --expose-gc, so that memory can be told from rubbish");

const slots = new Map<string, number>();
const lateness: number[] = [];
const outcomes = new Map<string, number>();
const memory: { minute: number; rssMb: number; heapMb: number }[] = [];

await withOrigin("mixed-origin.ts", (port) =>
  withScratchDatabase(async (url) => {
    const parts = await assembleParts(benchConfig(url, sourcesAt(port), 50), connectServer(url), {
      ...{ log, clock: systemClock },
    });
    const polling = { ...parts.gather, reader: watched(parts) };
    await run(parts, polling);
    const wanted = await finish(parts, polling, port);
    const stored = await countCandidates(parts.database.db);
    await parts.close();
    report(wanted, stored);
  }),
);

function sourcesAt(port: string): ReturnType<typeof benchSource>[] {
  const at = (path: string, n: number, host: number): ReturnType<typeof benchSource> => {
    const url = publisherUrl(port, "apart", { n: host, path: `${path}/${n}/at` });
    return benchSource(`${path}-${n}`, url);
  };
  return [
    ...Array.from({ length: good }, (_, n) => at("good", n, n)),
    ...Array.from({ length: hostile }, (_, n) => at("hostile", n, good + n)),
  ];
}

/** Takes note of how long after its slot a good source is asked. */
function watched({ gather: { reader } }: Parts): Parts["gather"]["reader"] {
  const began = (url: string): void => {
    const n = /\/good\/(\d+)\//.exec(url)?.[1];
    const slot = slots.get(`good-${n}`);
    if (slot !== undefined) lateness.push(systemClock().epochMilliseconds / 1000 - slot);
  };
  return {
    ...reader,
    download: (request) => {
      began(request.url);
      return reader.download(request);
    },
  };
}

async function run({ database: { db } }: Parts, polling: Parts["gather"]): Promise<void> {
  const until = performance.now() + minutes * 60_000;
  const over = AbortSignal.timeout(minutes * 60_000);
  const poll = async (): Promise<void> => {
    while (!over.aborted) {
      await gather(polling, { signal: over, onPolled: count });
      await delay(1_000);
    }
  };
  const watch = async (): Promise<void> => {
    for (let second = 0; performance.now() < until; second++) {
      for (const { source, at } of await pullSlots(db, everySeconds)) slots.set(source, at);
      if (second % 5 === 0) sample(minutes - (until - performance.now()) / 60_000);
      await delay(1_000);
    }
  };
  await Promise.all([poll(), watch()]);
}

function count({ source, outcome }: Polled): void {
  const name = `${source.replace(/-\d+$/, "")} ${outcome}`;
  outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
}

function sample(minute: number): void {
  collect?.();
  const { rss, heapUsed } = process.memoryUsage();
  memory.push({ minute, rssMb: rss / 1e6, heapMb: heapUsed / 1e6 });
}

/** The news has ended: each good source is polled once more. Gives what each has published. */
async function finish(parts: Parts, polling: Parts["gather"], port: string): Promise<number[]> {
  const response = await fetch(`http://127.0.0.1:${port}/stop/${good}`);
  const wanted = (await response.json()) as number[];
  await switchOff(parts.database.db, "hostile-%");
  await pullSlots(parts.database.db, -1);
  // The hosts keep their second between two requests.
  await delay(1_500);
  slots.clear();
  await gather(polling);
  return wanted;
}

function report(wanted: readonly number[], stored: ReadonlyMap<string, number>): void {
  for (const [name, n] of [...outcomes].toSorted()) console.log(`${name.padEnd(32)} ${n}`);
  const late = lateness.toSorted((a, b) => a - b);
  const told = wanted.map((n, i) => n - (stored.get(`good-${i}`) ?? 0));
  // The first minute is the program warming up; the rest swings by tens of megabytes and must not rise.
  const warm = memory.filter(({ minute }) => minute > 1);
  const grow = (of: (one: (typeof warm)[0]) => number): number =>
    slope(warm.map((one) => [one.minute, of(one)]));
  const figures: Figure[] = [
    { name: "stories lost", value: told.reduce((sum, n) => sum + Math.abs(n), 0), most: 0 },
    {
      name: "good sources late, seconds at most",
      value: late.at(-1) ?? Number.NaN,
      most: latestSeconds,
    },
    { name: "of which 99 % at most", value: late[Math.floor(late.length * 0.99)] ?? Number.NaN },
    {
      name: "heap after collection, MB more a minute",
      value: grow(({ heapMb }) => heapMb),
      most: 0.5,
    },
    { name: "memory (RSS), MB more a minute", value: grow(({ rssMb }) => rssMb), most: 2 },
  ];
  const published = wanted.reduce((sum, n) => sum + n, 0);
  console.log(`${published} stories published, ${late.length} polls of good sources with a slot`);
  console.log(
    `RSS ${memory
      .map(({ rssMb }) => Math.round(rssMb))
      .filter((_, i) => i % 6 === 0)
      .join(" ")} MB`,
  );
  printFigures(figures);
}
