// Check 8: how soon it comes again.

import { writeHttpDate } from "#base/http-date.ts";
import { gaps } from "../oracle.ts";
import type { Script } from "../origin.ts";
import { exactServer, inTurn, rssWith, stories } from "../page.ts";
import type { Check } from "../score.ts";
import { pass, type World } from "../world.ts";

type Floor = { id: string; script: Script; minutes: number; atMost?: number };

const hour = 60;
/** So often a busy feed has news. */
const busyPolls = 12;
const cached = (value: string) => ({ "cache-control": value });
const plain = (body: string, headers: Record<string, string> = {}): Script =>
  exactServer(
    () => ({ body, headers: { etag: '"p"', ...headers } }),
    () => headers,
  );

/** `minutes` is the shortest gap allowed; `atMost` shows that Age was subtracted. */
const floors: readonly Floor[] = [
  { id: "plain", script: plain(stories(1)), minutes: hour },
  {
    id: "busy",
    script: ({ nth }) => ({ body: stories(Math.min(nth, busyPolls) + 1) }),
    minutes: hour,
  },
  {
    id: "max-age",
    script: () => ({ body: stories(1), headers: cached("max-age=9000") }),
    minutes: 150,
  },
  { id: "max-age-304", script: plain(stories(1), cached("public, MAX-AGE=9000")), minutes: 150 },
  {
    id: "max-age-429",
    script: inTurn(
      { body: stories(1) },
      { status: 429, headers: cached("max-age=18000") },
      { body: stories(1), headers: cached("max-age=18000") },
    ),
    minutes: hour,
  },
  {
    id: "expires",
    script: ({ at }) => ({
      body: stories(1),
      headers: { expires: writeHttpDate(at.add({ hours: 3 })) },
    }),
    minutes: 3 * hour - 1 / 60,
  },
  {
    id: "aged",
    script: ({ nth }) => ({
      body: stories(Math.min(nth, busyPolls) + 1),
      headers: { ...cached("max-age=10800"), age: "5400" },
    }),
    ...{ minutes: 90, atMost: 120 },
  },
  { id: "ttl", script: plain(rssWith("<ttl>180</ttl>")), minutes: 180 },
  {
    id: "sy",
    script: plain(
      rssWith("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>"),
    ),
    minutes: 240,
  },
  {
    id: "no-store",
    script: ({ nth }) => ({
      body: stories(Math.min(nth, busyPolls) + 1),
      headers: cached("no-cache, no-store, max-age=0"),
    }),
    minutes: hour,
  },
];

const asleep = {
  hours: plain(rssWith("<skipHours><hour>14</hour><hour>15</hour><hour>16</hour></skipHours>")),
  days: plain(rssWith("<skipDays><day>Saturday</day><day>Sunday</day></skipDays>")),
};

export const pace: Check = {
  number: 8,
  title: "never sooner than anybody asks",
  weight: 10,
  run: async (world) => {
    const { origin } = world;
    for (const { id, script } of floors) origin.script(`/${id}`, script);
    origin.script("/skip-hours", asleep.hours);
    origin.script("/skip-days", asleep.days);
    origin.script("/as-shipped", ({ nth }) => ({ body: stories(Math.min(nth, busyPolls) + 1) }));
    const hourly = [...floors.map(({ id }) => id), "skip-hours", "skip-days"];
    const reader = await world.open([
      ...hourly.map((id) => ({ id, path: `/${id}`, minimum_interval_minutes: hour })),
      { id: "as-shipped", path: "/as-shipped" },
    ]);
    await pass(world, reader, { hours: 20 });
    await reader.restart();
    await pass(world, reader, { hours: 5 * 24 });
    return judge(world);
  },
};

function judge({ origin }: World): { saw: string; faults: string[] } {
  const faults = floors.flatMap(({ id, minutes, atMost = Number.POSITIVE_INFINITY }) => {
    const waits = gaps(origin.at(`/${id}`));
    // While it has news: without any, every reader may take its time. The first wait is longer, so
    // that sources added together are spread over their interval.
    const [least, most] = [Math.min(...waits), Math.max(...waits.slice(1, busyPolls / 2))];
    if (waits.length < 3) return [`${id} was asked ${waits.length + 1} times only`];
    if (least < minutes)
      return [`${id}: ${least.toFixed(2)} minutes where ${minutes} were asked for`];
    return most > atMost ? [`${id}: ${most.toFixed(2)} minutes: Age was not subtracted`] : [];
  });
  const throttled = gaps(origin.at("/max-age-429"))[1] ?? 0;
  if (throttled < 300) faults.push(`${throttled} minutes after a 429 with max-age=18000`);
  const utc = (path: string) => origin.at(path).map(({ at }) => at.toZonedDateTimeISO("UTC"));
  const woken = utc("/skip-hours").filter(({ hour }) => hour >= 14 && hour <= 16);
  // The feed has to be read once before it can be heard.
  const weekend = utc("/skip-days").filter(({ dayOfWeek }) => dayOfWeek > 5);
  if (woken.length > 0) faults.push(`${woken.length} requests in skipped hours`);
  if (weekend.length > 0) faults.push(`${weekend.length} requests on skipped days`);
  const shipped = Math.min(...gaps(origin.at("/as-shipped"))).toFixed(1);
  const saw = `${origin.log.length} requests in six days under an operator's minimum of ${hour} min; a busy feed under the shipped minimum instead: every ${shipped} min (not judged)`;
  return { saw, faults };
}
