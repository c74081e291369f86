// What a schema cannot say: names that have to agree, zones and schedules that have to exist. Run on
// the raw values, so that a fault of form in one place does not hide these.

import { validate } from "node-cron";
import { defaultPolling } from "./archive-file.ts";
import type { Path } from "./fault.ts";
import { everyMapping, everyText, type Found } from "./select.ts";

/** `value` is what stands at `path`. */
export type CrossFault = { path: Path; value: unknown; wanted: string };

/** Faults of archive.yaml. */
export function archiveFaults(archive: unknown): CrossFault[] {
  const slugs = everyText(archive, "topics.*.slug");
  const ids = everyText(archive, "digests.*.id");
  return [
    ...failing(everyText(archive, "time_zone"), isZone, zoneWanted),
    ...failing(slugs, isFirstOf(slugs), "a slug that no other topic has"),
    ...failing(ids, isFirstOf(ids), "an id that no other digest has"),
    ...failing(everyText(archive, "digests.*.cron"), isCron, cronWanted),
    ...unknownTopics(archive, "digests.*.topics.*", archive),
    ...everyMapping(archive, "polling").flatMap(pollingFault),
  ];
}

/** Faults of sources.yaml; `archive` is the raw value of archive.yaml, undefined where it could not be read. */
export function sourcesFaults(sources: unknown, archive: unknown): CrossFault[] {
  const ids = everyText(sources, "sources.*.id");
  const addresses = ["homepage", "address", "address.*"].flatMap((key) =>
    everyText(sources, `sources.*.${key}`),
  );
  return [
    ...failing(ids, isFirstOf(ids), "an id that no other source has"),
    ...failing(addresses, ({ value }) => URL.canParse(value), "an http(s) address"),
    ...failing(everyText(sources, "sources.*.zone"), isZone, zoneWanted),
    ...unknownTopics(sources, "sources.*.topics.*", archive),
    ...everyMapping(sources, "sources.*").flatMap(activityFault),
  ];
}

const zoneWanted = "a time zone by its IANA name, such as Asia/Tokyo";
const cronWanted = "five cron fields with values in range, such as 0 7 * * 1";

function failing(
  found: readonly Found<string>[],
  holds: (one: Found<string>) => boolean,
  wanted: string,
): CrossFault[] {
  return found.filter((one) => !holds(one)).map((one) => ({ ...one, wanted }));
}

function isFirstOf(all: readonly Found<string>[]): (one: Found<string>) => boolean {
  return (one) => all.find(({ value }) => value === one.value) === one;
}

/** Offsets such as +09:00 are refused: PostgreSQL and Intl read their signs in opposite ways. */
function isZone({ value }: Found<string>): boolean {
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

function isCron({ value }: Found<string>): boolean {
  return value.trim().split(/ +/).length === 5 && validate(value);
}

function unknownTopics(value: unknown, pattern: string, archive: unknown): CrossFault[] {
  const known = everyText(archive, "topics.*.slug").map((slug) => slug.value);
  // Without a topic there is a fault in archive.yaml already.
  if (known.length === 0) return [];
  const wanted = `a topic of archive.yaml (${known.join(", ")})`;
  return failing(everyText(value, pattern), (one) => known.includes(one.value), wanted);
}

function pollingFault({ path, value }: Found<Record<string, unknown>>): CrossFault[] {
  const { minimum_interval_minutes: minimum, default_interval_minutes: usual } = {
    ...defaultPolling,
    ...value,
  };
  if (typeof minimum !== "number" || typeof usual !== "number" || usual >= minimum) return [];
  const wanted = `at least minimum_interval_minutes, which is ${minimum}`;
  return [{ path: [...path, "default_interval_minutes"], value: usual, wanted }];
}

function activityFault({ path, value }: Found<Record<string, unknown>>): CrossFault[] {
  const { active, kind, reason } = value;
  if (active === false && reason === undefined) {
    return [{ path: [...path, "reason"], value: reason, wanted: "why the source is off" }];
  }
  if (active === true && ["sitemap", "page", "search"].includes(String(kind))) {
    const wanted = `false: a source of kind ${kind} cannot be polled yet`;
    return [{ path: [...path, "active"], value: active, wanted }];
  }
  return [];
}
