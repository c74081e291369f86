// The other side of bench/poll.ts: the program as it is, over a clock of its own.

import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { assembleParts, type Parts } from "#app/parts.ts";
import { openLog } from "#base/log.ts";
import { gather } from "#candidates/gather.ts";
import { connectServer } from "#db/open.ts";
import { benchConfig, benchSource } from "./support/config.ts";
import { type Cpu, cpuBetween, readCpu } from "./support/cpu.ts";
import { publisherUrl } from "./support/publisher-url.ts";

export type Phase = { seconds: number; cpu: Cpu };
export type Polls = { first: Phase; unchanged: Phase; changed: Phase; peakMb: number };

const [port = "", where = "", count = "0", databaseUrl = ""] = process.argv.slice(2);
const feeds = Number(count);
const sources = Array.from({ length: feeds }, (_, n) =>
  benchSource(`s-${n}`, publisherUrl(port, where, { n, path: "feed" })),
);
const log = openLog({ level: "silent", to: { write: () => {} } });
const database = connectServer(databaseUrl);

// Runs as the real one does; a day is added before each phase, so that everything is due.
const began = Temporal.Instant.from("2026-11-24T00:00:00Z");
let days = 0;
const clock = (): Temporal.Instant =>
  began.add({ hours: 24 * days, milliseconds: Math.floor(performance.now()) });

const parts = await assembleParts(benchConfig(databaseUrl, sources, 256), database, { log, clock });
let peakMb = 0;
const sampler = setInterval(() => {
  peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6);
}, 50);
const first = await phase(parts, "ok", feeds);
const unchanged = await phase(parts, "not-modified", feeds);
await fetch(`http://127.0.0.1:${port}/revise`);
const changed = await phase(parts, "ok", Math.ceil(feeds / 20));
clearInterval(sampler);
await parts.close();
process.send?.({ first, unchanged, changed, peakMb } satisfies Polls);
process.disconnect?.();

/** Polls all feeds once, of which `expected` must come to `outcome`. */
async function phase(
  { gather: polling }: Parts,
  outcome: string,
  expected: number,
): Promise<Phase> {
  days += 1;
  // As autovacuum does on a server of one's own.
  await database.db.execute(sql`analyze`);
  // Connections are not kept from one poll of a feed to the next.
  if (where === "apart") await delay(6_000);
  const [cpu, from] = [await readCpu(database.db), performance.now()];
  const polled = await gather(polling);
  const seconds = (performance.now() - from) / 1000;
  const done = polled.filter((one) => one.outcome === outcome).length;
  if (polled.length !== feeds || done !== expected) {
    throw new Error(`${polled.length} polled, ${done} ${outcome}: ${JSON.stringify(polled[0])}`);
  }
  return { seconds, cpu: cpuBetween(cpu, await readCpu(database.db)) };
}
