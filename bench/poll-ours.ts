// The other side of bench/poll.ts: the program as it is, over a clock of its own.

import { sql } from "drizzle-orm";
import { assembleParts } from "#app/parts.ts";
import { openLog } from "#base/log.ts";
import { gather } from "#candidates/gather.ts";
import { connectServer } from "#db/open.ts";
import { benchConfig, benchSource } from "./support/config.ts";
import { cpuBetween, readCpu } from "./support/cpu.ts";
import { obey, type Phase } from "./support/phases.ts";
import { publisherUrl } from "./support/publisher-url.ts";

const [port = "", where = "", count = "0", databaseUrl = ""] = process.argv.slice(2);
const feeds = Number(count);
const sources = Array.from({ length: feeds }, (_, n) =>
  benchSource(`s-${n}`, publisherUrl(port, where, { n, path: "feed" })),
);
const log = openLog({ level: "silent", to: { write: () => {} } });
const database = connectServer(databaseUrl);

// Runs as the real one does; a day is added before each phase, so that everything is due.
const began = Temporal.Instant.from("2026-11-24T00:00:00Z").epochMilliseconds;
let days = 0;
const clock = (): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(began + days * 86_400_000 + Math.floor(performance.now()));

const parts = await assembleParts(benchConfig(databaseUrl, sources, 256), database, { log, clock });
let peakMb = 0;
const sampler = setInterval(() => {
  peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6);
}, 50);

obey(
  {
    first: () => phase("ok", feeds),
    unchanged: () => phase("not-modified", feeds),
    changed: async () => {
      await fetch(`http://127.0.0.1:${port}/revise`);
      return phase("ok", Math.ceil(feeds / 20));
    },
  },
  async () => {
    clearInterval(sampler);
    await parts.close();
  },
);

/** Polls all feeds once, of which `expected` must come to `outcome`. */
async function phase(outcome: string, expected: number): Promise<Phase> {
  days += 1;
  // As autovacuum does on a server of one's own.
  await database.db.execute(sql`vacuum analyze`);
  const [cpu, from] = [await readCpu(database.db), performance.now()];
  const polled = await gather(parts.gather);
  const seconds = (performance.now() - from) / 1000;
  const done = polled.filter((one) => one.outcome === outcome).length;
  if (polled.length !== feeds || done !== expected) {
    throw new Error(`${polled.length} polled, ${done} ${outcome}: ${JSON.stringify(polled[0])}`);
  }
  return { seconds, cpu: cpuBetween(cpu, await readCpu(database.db)), peakMb };
}
