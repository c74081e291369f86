// Check 9: 429 and 503.

import { writeHttpDate } from "#base/http-date.ts";
import { gaps, heldUntil, instantsBefore } from "../oracle.ts";
import type { Seen, Sent } from "../origin.ts";
import { stories } from "../page.ts";
import type { Check } from "../score.ts";
import { pass, type Reader, type World } from "../world.ts";

type Case = {
  id: string;
  status: number;
  after: (at: Temporal.Instant) => string;
  scope?: "source";
};

const tenYears = 315_360_000;
const cases: readonly Case[] = [
  { id: "seconds", status: 429, after: () => "10800" },
  { id: "seconds-503", status: 503, after: () => "10800" },
  { id: "date", status: 429, after: (at) => writeHttpDate(at.add({ hours: 5 })) },
  { id: "past", status: 503, after: (at) => writeHttpDate(at.subtract({ hours: 5 })) },
  { id: "garbage", status: 429, after: () => "soon" },
  { id: "negative", status: 429, after: () => "-60" },
  { id: "zero", status: 503, after: () => "0" },
  { id: "ten-years", status: 429, after: () => String(tenYears) },
  { id: "huge", status: 503, after: () => "9999999999" },
  { id: "own-scope", status: 429, after: () => "10800", scope: "source" },
];
const ends = ["ten-years", "huge"];

export const throttle: Check = {
  number: 9,
  title: "Retry-After, kept through restarts and polls by hand",
  weight: 10,
  run: async (world) => {
    const { origin } = world;
    const feed: Sent = { body: stories(1), headers: { etag: '"f"' } };
    for (const { id, status, after } of cases) {
      origin.script(`/${id}`, ({ nth, at }) =>
        nth === 1 ? { status, headers: { "retry-after": after(at) } } : feed,
      );
    }
    origin.script("/sibling", () => feed);
    origin.script("/bare", ({ nth }) => (nth === 0 ? feed : { status: 429 }));
    const reader = await world.open([
      ...cases.map(({ id, scope }) => ({
        ...{ id, path: `/${id}`, minimum_interval_minutes: 60 },
        ...(scope && { retry_after_scope: scope }),
      })),
      { id: "sibling", path: "/sibling", host: "seconds", minimum_interval_minutes: 60 },
      { id: "bare", path: "/bare" },
    ]);
    await pass(world, reader, { minutes: 70 });
    await reader.restart();
    // One that is held waits for its host; that wait is not waited for.
    const byHand = ["seconds", "sibling", "own-scope"].map((id) => reader.refresh(id));
    await pass(world, reader, { hours: 40 });
    await Promise.all(byHand);
    return judge(world, reader);
  },
};

async function judge(world: World, reader: Reader): Promise<{ saw: string; faults: string[] }> {
  const { origin } = world;
  const faults = cases.flatMap(({ id }) => early(id, hostOf(origin.log, id)));
  for (const { id } of cases) {
    const asked = origin.at(`/${id}`).length;
    if (ends.includes(id) ? asked !== 2 : asked < 3) faults.push(`${id} was asked ${asked} times`);
  }
  const waits = gaps(origin.at("/bare")).slice(1);
  const doubles = waits.every((wait, i) => i === 0 || wait >= 1.8 * (waits[i - 1] ?? 0));
  if (!doubles || waits.length < 4) faults.push(`without a header the waits were ${round(waits)}`);
  for (const id of ends) {
    const { nextAt, why } = await reader.told(id);
    const until = heldUntil(origin.at(`/${id}`)[1] ?? noAnswer);
    const held = until && nextAt && !instantsBefore(nextAt, until);
    if (!held || !/retry-after/i.test(why)) faults.push(`${id} is shown as ${nextAt}, ${why}`);
  }
  const saw = `${cases.length} forms, one restart, three polls by hand; without a header ${round(waits.slice(0, 8))} min`;
  return { saw, faults };
}

const noAnswer = { at: Temporal.Instant.from("2026-11-24T12:00:00Z"), sent: {} } as Seen;

function hostOf(log: readonly Seen[], id: string): readonly Seen[] {
  return log.filter(({ path }) => path === `/${id}` || (id === "seconds" && path === "/sibling"));
}

function early(id: string, log: readonly Seen[]): string[] {
  return log.flatMap((one, n) => {
    const until = heldUntil(one);
    const soon = log.slice(n + 1).filter(({ at }) => until && instantsBefore(at, until));
    return soon.map(({ at, path }) => `${id}: ${path} was asked at ${at}, held until ${until}`);
  });
}

function round(minutes: readonly number[]): string {
  return minutes.map((wait) => Math.round(wait)).join(", ");
}
