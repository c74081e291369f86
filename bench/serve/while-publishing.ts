// What the slowest reader in a hundred waits, with an entry published five times a second and without.

import { execFile } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { bumpPublication } from "#entries/publication-store.ts";
import { findPublished } from "#entries/published-store.ts";
import { readingIds } from "../../test/support/reading-archive.ts";
import { type Effort, median } from "../support/against.ts";
import type { Figure } from "../support/figures.ts";
import type { Served } from "../support/served.ts";

const run = promisify(execFile);

export async function whilePublishing(
  { url, db }: Served,
  path: string,
  { seconds, rounds }: Effort,
): Promise<Figure[]> {
  const [entry] = await findPublished(db, [readingIds.followed]);
  if (!entry) throw new Error("there is nothing to publish");
  const [quiet, busy]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    quiet.push(await p99(url + path, seconds));
    const stopping = new AbortController();
    const publishing = (async () => {
      while (!stopping.signal.aborted) {
        await bumpPublication(db, [entry]);
        await wait(200);
      }
    })();
    busy.push(await p99(url + path, seconds));
    stopping.abort();
    await publishing;
  }
  const ratios = busy.map((ms, n) => ms / (quiet[n] ?? Number.NaN));
  return [
    { name: "feed, 99 of 100 wait at most, ms", value: median(quiet) },
    { name: "the same while entries are published, ms", value: median(busy) },
    { name: "ratio of the two", value: median(ratios), most: 3 },
  ];
}

async function p99(url: string, seconds: number): Promise<number> {
  const words = ["-t1", "-c32", `-d${seconds}s`, "--latency", "-H", "accept-encoding: gzip", url];
  const { stdout } = await run("wrk", words);
  const [, value = "", unit = ""] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  return Number(value) * ({ us: 0.001, ms: 1, s: 1000 }[unit] ?? Number.NaN);
}
