// Pages served beside a bare node:http that sends the same bytes in the same run, and what a year of
// 1,500 entries weighs: `DATABASE_URL=… node bench/archive.ts [SECONDS] [ROUNDS]`; needs wrk.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { readingIds } from "../test/support/reading-archive.ts";
import { firstRow } from "./archive/first-row.ts";
import { oneChange } from "./archive/one-change.ts";
import { processMs } from "./support/cpu.ts";
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
    ...(await oneChange(served.db)),
    ...(await firstRow(`${served.url}/2026/us-japan/`)),
  ]);
});

/** Both by turns, each for `seconds`; on a busy machine the CPU time is what tells something. */
async function against(
  { url, pid }: Served,
  name: string,
  path: string,
  coding: Coding,
  isKnown = false,
): Promise<Figure[]> {
  const response = await fetch(url + path, { headers: { "accept-encoding": coding } });
  const known = isKnown ? { "if-none-match": response.headers.get("etag") ?? "" } : {};
  const headers = { "accept-encoding": coding, ...known };
  const bare = await serveBare(url + path, headers);
  const both: { ours: Load; bare: Load }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const theirs = await load(bare.url, headers, bare.pid);
    const own = await load(url + path, headers, pid);
    // Neither is warm in the first.
    if (round > 0) both.push({ ours: own, bare: theirs });
  }
  bare.stop();
  const perSecond = both.map(({ ours, bare }) => ours.perSecond / bare.perSecond);
  const cpu = both.map(({ ours, bare }) => bare.cpuMicroseconds / ours.cpuMicroseconds);
  return [
    { name: `${name}, requests/s`, value: median(both.map(({ ours }) => ours.perSecond)) },
    { name: `${name} against bare node:http`, value: median(perSecond), least: 0.8 },
    { name: `${name}, CPU µs`, value: median(both.map(({ ours }) => ours.cpuMicroseconds)) },
    { name: `${name}, CPU of bare node:http against it`, value: median(cpu) },
  ];
}

/** What ours has answered, from memory, in a process of its own. */
async function serveBare(
  address: string,
  headers: Record<string, string>,
): Promise<{ url: string; pid: number; stop: () => void }> {
  const bare = new URL("./archive/bare.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [bare, address, JSON.stringify(headers)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  return { url: String(line).trim(), pid: child.pid ?? 0, stop: () => child.kill() };
}

type Load = { perSecond: number; cpuMicroseconds: number };

async function load(url: string, headers: Record<string, string>, pid: number): Promise<Load> {
  const given = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const before = processMs(pid);
  const { stdout } = await run("wrk", ["-t1", "-c32", `-d${seconds}s`, ...given, url]);
  const spent = processMs(pid) - before;
  if (/Non-2xx or 3xx|Socket errors/.test(stdout)) throw new Error(stdout);
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1]);
  const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
  return { perSecond, cpuMicroseconds: (spent * 1000) / requests };
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
