// What a schema cannot say: names that have to agree, zones and schedules that have to exist. Run on
// the raw values, so that a fault of form in one place does not hide these.

import { validate } from "node-cron";
import { isPageSelector } from "#sources/page-selector.ts";
import { defaultPolling, defaultStacking } from "./archive-file.ts";
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
    ...everyMapping(archive, "stacking").flatMap(stackingFault),
    ...failing(
      everyText(archive, "assistant.url"),
      ({ value }) => URL.canParse(value),
      "an http(s) address",
    ),
    ...failing(
      everyText(archive, "websub.hub"),
      ({ value }) => !value.includes(":") || URL.canParse(value),
      "built-in, none or an http(s) address",
    ),
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
    ...everyMapping(sources, "sources.*").flatMap(pageFault),
    ...everyMapping(sources, "sources.*.page").flatMap(selectorFaults),
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

function stackingFault({ path, value }: Found<Record<string, unknown>>): CrossFault[] {
  const { stack_above: stack, perhaps_above: perhaps } = { ...defaultStacking, ...value };
  if (typeof stack !== "number" || typeof perhaps !== "number" || perhaps <= stack) return [];
  const wanted = `at most stack_above, which is ${stack}`;
  return [{ path: [...path, "perhaps_above"], value: perhaps, wanted }];
}

function activityFault({ path, value }: Found<Record<string, unknown>>): CrossFault[] {
  const { active, reason } = value;
  if (active !== false || reason !== undefined) return [];
  return [{ path: [...path, "reason"], value: reason, wanted: "why the source is off" }];
}

/** Selectors are for pages; one that is off may wait for somebody to look at its markup. */
function pageFault({ path, value }: Found<Record<string, unknown>>): CrossFault[] {
  const { kind, page, active } = value;
  const fault = (wanted: string): CrossFault[] => [
    { path: [...path, "page"], value: page, wanted },
  ];
  if (kind !== "page" && page !== undefined) return fault("nothing: only kind page has selectors");
  if (kind !== "page" || page !== undefined || active !== true) return [];
  return fault("a mapping of selectors: without them a page cannot be read");
}

function selectorFaults({ path, value }: Found<Record<string, unknown>>): CrossFault[] {
  return Object.entries(value).flatMap(([key, selector]) => {
    // What is no text is a fault of form.
    if (typeof selector !== "string" || isPageSelector(selector, key === "item")) return [];
    const wanted =
      key === "item"
        ? "a CSS selector such as ul.news > li"
        : "a CSS selector such as h2 a, or with an attribute such as time@datetime";
    return [{ path: [...path, key], value: selector, wanted }];
  });
}
