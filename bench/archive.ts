// Pages served beside a bare node:http that sends the same bytes in the same run, and what a year of
// 1,500 entries weighs: `DATABASE_URL=… node bench/archive.ts [SECONDS] [ROUNDS]`; needs wrk.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { readingIds } from "../test/support/reading-archive.ts";
import { firstRow } from "./archive/first-row.ts";
import { type Figure, printFigures } from "./support/figures.ts";
import { type Served, withServedArchive } from "./support/served.ts";

const seconds = Number(process.argv[2] ?? 5);
const rounds = Number(process.argv[3] ?? 5);
const entriesInYear = 1500;
const codings = ["identity", "gzip", "br"] as const;
type Coding = (typeof codings)[number];
const run = promisify(execFile);

await withServedArchive(entriesInYear, async (served) => {
  printFigures([
    ...(await against(served, "front page", "/", "gzip")),
    ...(await against(served, "permalink", `/entries/${readingIds.followed}`, "gzip")),
    ...(await against(served, "permalink, 304", `/entries/${readingIds.followed}`, "gzip", true)),
    ...(await weight(served, "/2026/")),
    ...(await weight(served, "/2026/us-japan/")),
    ...(await firstRow(`${served.url}/2026/us-japan/`)),
  ]);
});

/** Requests a second of both, by turns, each for `seconds`. */
async function against(
  { url }: Served,
  name: string,
  path: string,
  coding: Coding,
  isKnown = false,
): Promise<Figure[]> {
  const response = await fetch(url + path, { headers: { "accept-encoding": coding } });
  const known = isKnown ? { "if-none-match": response.headers.get("etag") ?? "" } : {};
  const headers = { "accept-encoding": coding, ...known };
  const bare = await serveBare(url + path, headers);
  const ours: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const theirs = await requestsPerSecond(bare.url, headers);
    const own = await requestsPerSecond(url + path, headers);
    ours.push(own);
    ratios.push(own / theirs);
  }
  bare.stop();
  return [
    { name: `${name}, requests/s`, value: median(ours) },
    { name: `${name} against bare node:http`, value: median(ratios), least: 0.8 },
  ];
}

/** What ours has answered, from memory, in a process of its own. */
async function serveBare(
  address: string,
  headers: Record<string, string>,
): Promise<{ url: string; stop: () => void }> {
  const bare = new URL("./archive/bare.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [bare, address, JSON.stringify(headers)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  return { url: String(line).trim(), stop: () => child.kill() };
}

async function requestsPerSecond(url: string, headers: Record<string, string>): Promise<number> {
  const given = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const { stdout } = await run("wrk", ["-t1", "-c32", `-d${seconds}s`, ...given, url]);
  if (/Non-2xx or 3xx|Socket errors/.test(stdout)) throw new Error(stdout);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
}
async function weight({ url }: Served, path: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const coding of codings) {
    const response = await fetch(url + path, { headers: { "accept-encoding": coding } });
    const bytes = Number(response.headers.get("content-length"));
    await response.arrayBuffer();
    const most = coding === "identity" ? undefined : 300;
    figures.push({ name: `${path} in ${coding}, KB`, value: bytes / 1000, most });
  }
  return figures;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
