// What a poll costs, beside a bare undici loop that stores nothing, in one run:
// `DATABASE_URL=… node bench/poll.ts [--apart] [FEEDS…]`; 1,000 and 10,000 feeds where nothing is said.
// All feeds are at 127.0.0.1 over kept connections. With --apart (Linux) each is at an address of its
// own in 127.0.0.0/8 and every poll opens a connection, as it does to real publishers.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Bare } from "./poll-bare.ts";
import type { Phase, Polls } from "./poll-ours.ts";
import { type Figure, printFigures } from "./support/figures.ts";
import { withOrigin } from "./support/origin.ts";
import { withScratchDatabase } from "./support/scratch.ts";

type Run = { feeds: number; bare: Bare[]; ours: Polls };

const words = process.argv.slice(2);
const where = words.includes("--apart") ? "apart" : "together";
const counts = words.filter((word) => /^\d+$/.test(word)).map(Number);
const runs: Run[] = [];
for (const feeds of counts.length > 0 ? counts : [1_000, 10_000]) runs.push(await run(feeds));
console.log(`Feeds ${where}`);
printFigures(runs.flatMap(figuresOf));
printFigures(memoryOf(runs));

/** The bare loop before and after ours, so that a neighbour's load falls on both. */
async function run(feeds: number): Promise<Run> {
  return withOrigin("poll-origin.ts", async (port) => {
    const told = [port, where, String(feeds)];
    const before = await child<Bare>("./poll-bare.ts", told);
    const ours = await withScratchDatabase((database) =>
      child<Polls>("./poll-ours.ts", [...told, database]),
    );
    const after = await child<Bare>("./poll-bare.ts", told);
    return { feeds, bare: [before, after], ours };
  });
}

function figuresOf({ feeds, bare, ours }: Run): Figure[] {
  const perFeed = ({ cpu }: Phase): number => (cpu.own + cpu.database) / feeds;
  const told = ({ cpu, seconds }: Phase): string => {
    const [own, database] = [cpu.own / feeds, cpu.database / feeds].map((ms) => ms.toFixed(2));
    return `${own} ours + ${database} PostgreSQL; ${Math.round(feeds / seconds)} polls/s`;
  };
  const cost = (name: string, phase: Phase, most: number): Figure => ({
    ...{ name: `${feeds} feeds, ${name}: CPU ms per feed`, value: perFeed(phase) },
    ...{ most, note: told(phase) },
  });
  const bareSeconds = bare.reduce((sum, { unchanged }) => sum + unchanged.seconds, 0) / bare.length;
  const bareMs =
    bare.reduce((sum, { unchanged }) => sum + unchanged.cpuMs, 0) / bare.length / feeds;
  return [
    cost("first poll", ours.first, 10),
    cost("all 304", ours.unchanged, 2),
    { ...cost("5 % changed", ours.changed, 2), most: undefined },
    {
      ...{ name: `${feeds} feeds, all 304: throughput against bare undici`, least: 0.6 },
      value: bareSeconds / ours.unchanged.seconds,
      note: `bare ${Math.round(feeds / bareSeconds)} polls/s, ${bareMs.toFixed(2)} ms CPU per feed`,
    },
  ];
}

function memoryOf(runs: readonly Run[]): Figure[] {
  const [few, many] = [runs[0], runs.at(-1)];
  if (!few || !many || few === many) return [];
  return [
    {
      ...{ name: `peak memory, ${many.feeds} feeds against ${few.feeds}`, most: 1.25 },
      value: many.ours.peakMb / few.ours.peakMb,
      note: `${Math.round(many.ours.peakMb)} and ${Math.round(few.ours.peakMb)} MB`,
    },
  ];
}

async function child<T>(file: string, words: readonly string[]): Promise<T> {
  const process: ChildProcess = fork(pathOf(file), words, { execArgv: ["--expose-gc"] });
  const ended = once(process, "exit");
  const [told] = (await Promise.race([once(process, "message"), ended.then(() => [null])])) as [T];
  await ended;
  if (told === null) throw new Error(`${file} ended without a figure`);
  return told;
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
