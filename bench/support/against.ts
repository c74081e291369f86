// What a server answers in a second beside another that sends the same bytes, in the same run: by wrk.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { processMs } from "./cpu.ts";
import type { Figure } from "./figures.ts";

const run = promisify(execFile);

export type Coding = "identity" | "gzip" | "br";

/** Seconds a round, and rounds; neither server is warm in one more, which is not counted. */
export type Effort = { seconds: number; rounds: number };

export type Asked = { path: string; coding: Coding; isKnown?: boolean; least: number };

/** Both by turns, each for `seconds`; on a busy machine the CPU time is what tells something. */
export async function against(
  { url, pid }: { url: string; pid: number },
  name: string,
  { path, coding, isKnown = false, least }: Asked,
  { seconds, rounds }: Effort,
): Promise<Figure[]> {
  const response = await fetch(url + path, { headers: { "accept-encoding": coding } });
  const known = isKnown ? { "if-none-match": response.headers.get("etag") ?? "" } : {};
  const headers = { "accept-encoding": coding, ...known };
  const bare = await serveBare(url + path, headers);
  const both: { ours: Load; bare: Load }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const theirs = await load(bare.url, headers, { pid: bare.pid, seconds });
    const own = await load(url + path, headers, { pid, seconds });
    // Neither is warm in the first.
    if (round > 0) both.push({ ours: own, bare: theirs });
  }
  bare.stop();
  const perSecond = both.map(({ ours, bare }) => ours.perSecond / bare.perSecond);
  const cpu = both.map(({ ours, bare }) => bare.cpuMicroseconds / ours.cpuMicroseconds);
  return [
    { name: `${name}, requests/s`, value: median(both.map(({ ours }) => ours.perSecond)) },
    { name: `${name} against bare node:http`, value: median(perSecond), least },
    { name: `${name}, CPU µs`, value: median(both.map(({ ours }) => ours.cpuMicroseconds)) },
    { name: `${name}, CPU of bare node:http against it`, value: median(cpu) },
  ];
}

/** What ours has answered, from memory, in a process of its own. */
async function serveBare(
  address: string,
  headers: Record<string, string>,
): Promise<{ url: string; pid: number; stop: () => void }> {
  const bare = fileURLToPath(new URL("../archive/bare.ts", import.meta.url));
  const child = spawn(process.execPath, [bare, address, JSON.stringify(headers)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  return { url: String(line).trim(), pid: child.pid ?? 0, stop: () => child.kill() };
}

export type Load = { perSecond: number; cpuMicroseconds: number };

/** One thread and 32 connections, for `seconds`. */
export async function load(
  url: string,
  headers: Record<string, string>,
  { pid, seconds }: { pid: number; seconds: number },
): Promise<Load> {
  const given = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const before = processMs(pid);
  const { stdout } = await run("wrk", ["-t1", "-c32", `-d${seconds}s`, ...given, url]);
  const spent = processMs(pid) - before;
  if (/Non-2xx or 3xx|Socket errors/.test(stdout)) throw new Error(stdout);
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1]);
  const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
  return { perSecond, cpuMicroseconds: (spent * 1000) / requests };
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
