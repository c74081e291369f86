// What a poll costs, beside a bare undici loop that stores nothing, in one run:
// `DATABASE_URL=… node bench/poll.ts [--apart] [FEEDS…]`; 1,000 and 10,000 feeds where nothing is said.
// All feeds are at 127.0.0.1 over kept connections. With --apart (Linux) each is at an address of its
// own in 127.0.0.0/8 and every poll opens a connection, as it does to real publishers.

import { setTimeout as delay } from "node:timers/promises";
import { type Figure, printFigures } from "./support/figures.ts";
import { withOrigin } from "./support/origin.ts";
import { type Phase, withPhases } from "./support/phases.ts";
import { withScratchDatabase } from "./support/scratch.ts";

/** All feeds unchanged, asked by turns. */
type Round = { bare: Phase; single: Phase; ours: Phase };
type Run = { feeds: number; first: Phase; rounds: Round[]; changed: Phase };

/** A server that answers 304 for eight days is asked anew: there may not be many more. */
const roundsWanted = 5;
/** Neither side keeps a connection for so long, nor does the origin. */
const apartMs = 6_000;

const words = process.argv.slice(2);
const where = words.includes("--apart") ? "apart" : "together";
const counts = words.filter((word) => /^\d+$/.test(word)).map(Number);
const runs: Run[] = [];
for (const feeds of counts.length > 0 ? counts : [1_000, 10_000]) runs.push(await run(feeds));
console.log(`Feeds ${where}`);
printFigures(runs.flatMap(figuresOf));
printFigures(memoryOf(runs));

/** Both sides stay as a server does, and take turns, so that a neighbour's load falls on both. */
async function run(feeds: number): Promise<Run> {
  return withOrigin("poll-origin.ts", (port) =>
    withScratchDatabase((database) => {
      const told = [port, where, String(feeds)];
      return withPhases("poll-bare.ts", told, (bare) =>
        withPhases("poll-ours.ts", [...told, database], async (ours) => {
          const first = await ours("first");
          for (const phase of ["bare", "single"]) await bare(phase);
          const rounds: Round[] = [];
          while (rounds.length < roundsWanted) rounds.push(await round(bare, ours));
          await rest();
          return { feeds, first, rounds, changed: await ours("changed") };
        }),
      );
    }),
  );
}

type Side = (phase: string) => Promise<Phase>;

async function round(bare: Side, ours: Side): Promise<Round> {
  await rest();
  return {
    bare: await bare("bare"),
    single: await bare("single"),
    ours: await ours("unchanged"),
  };
}

/** Polls of one feed are so far apart that no connection is kept from the one to the other. */
async function rest(): Promise<void> {
  if (where === "apart") await delay(apartMs);
}

function figuresOf({ feeds, first, rounds, changed }: Run): Figure[] {
  const cost = (name: string, phases: readonly Phase[], most?: number): Figure => ({
    name: `${feeds} feeds, ${name}: CPU ms per feed`,
    value: median(phases.map(({ cpu }) => cpu.own + cpu.database)) / feeds,
    ...{ most, note: told(feeds, phases) },
  });
  const against = (name: string, side: "bare" | "single", least?: number): Figure => ({
    name: `${feeds} feeds, all 304: throughput against ${name}`,
    value: median(rounds.map((round) => round[side].seconds / round.ours.seconds)),
    ...{
      least,
      note: told(
        feeds,
        rounds.map((round) => round[side]),
      ),
    },
  });
  return [
    cost("first poll", [first], 10),
    cost(
      "all 304",
      rounds.map(({ ours }) => ours),
      2,
    ),
    cost("5 % changed", [changed]),
    against("bare undici", "bare", 0.6),
    against("one connection an origin", "single"),
  ];
}

/** The medians of several phases. */
function told(feeds: number, phases: readonly Phase[]): string {
  const ms = (side: "own" | "database"): string =>
    (median(phases.map(({ cpu }) => cpu[side])) / feeds).toFixed(2);
  const rate = Math.round(feeds / median(phases.map(({ seconds }) => seconds)));
  return `CPU ${ms("own")} + ${ms("database")} PostgreSQL; ${rate} polls/s`;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function memoryOf(runs: readonly Run[]): Figure[] {
  const [few, many] = [runs[0], runs.at(-1)];
  if (!few || !many || few === many) return [];
  return [
    {
      ...{ name: `peak memory, ${many.feeds} feeds against ${few.feeds}`, most: 1.25 },
      value: many.changed.peakMb / few.changed.peakMb,
      note: `${Math.round(many.changed.peakMb)} and ${Math.round(few.changed.peakMb)} MB`,
    },
  ];
}
