// The polite-fetcher scorer: seventeen checks, each with a weight, and a cap for what publishers ban
// readers for. After rachelbythebay's feed reader score and what readers' trackers tell.

import { testClock } from "../support/clock.ts";
import { checks } from "./checks.ts";
import { openOrigin } from "./origin.ts";
import type { OpenReader, Reader, World } from "./world.ts";

export type Finding = {
  /** What was seen, in a line. */
  saw: string;
  /** What was wrong; the check passes where there is nothing. */
  faults: readonly string[];
};

export type Check = {
  number: number;
  title: string;
  weight: number;
  run: (world: World) => Promise<Finding>;
};

export type Scored = Omit<Check, "run"> & Finding;

/** One of these failing leaves at most `cap`. */
const grave = [1, 2, 9, 13];
const cap = 50;

/** Noon on a Tuesday. */
const start = "2026-11-24T12:00:00Z";

export async function scoreReader(openReader: OpenReader): Promise<Scored[]> {
  const scored: Scored[] = [];
  for (const { run, ...check } of checks) {
    scored.push({ ...check, ...(await inWorld(openReader, run)) });
  }
  return scored;
}

export function scoreOf(scored: readonly Scored[]): number {
  const failed = scored.filter(({ faults }) => faults.length > 0);
  const all = total(scored);
  const score = Math.round(((all - total(failed)) / all) * 100);
  return failed.some(({ number }) => grave.includes(number)) ? Math.min(score, cap) : score;
}

export function scoreTable(name: string, scored: readonly Scored[]): string {
  const lines = scored.map(({ number, title, weight, saw, faults }) => {
    const mark = faults.length === 0 ? "pass" : "FAIL";
    const more = faults.length > 2 ? [`and ${faults.length - 2} more`] : [];
    const wrong = [...faults.slice(0, 2), ...more].map((fault) => `\n${" ".repeat(14)}! ${fault}`);
    return `${String(number).padStart(3)} ${mark} ${String(weight).padStart(3)}  ${title}: ${saw}${wrong.join("")}`;
  });
  return [`${name}: ${scoreOf(scored)} of 100`, ...lines].join("\n");
}

function total(checks: readonly { weight: number }[]): number {
  return checks.reduce((sum, { weight }) => sum + weight, 0);
}

async function inWorld(openReader: OpenReader, run: Check["run"]): Promise<Finding> {
  const clock = testClock(start);
  const readers: Reader[] = [];
  const origin = await openOrigin(clock);
  const open: World["open"] = async (subjects, by = clock) => {
    const addressed = subjects.map((subject) => ({ ...subject, url: origin.url(subject.path) }));
    const reader = await openReader(addressed, by);
    readers.push(reader);
    return reader;
  };
  try {
    return await run({ clock, origin, open });
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
    await origin.close();
  }
}
