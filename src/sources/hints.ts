// How often a feed wants to be read, in its own words: RSS 2.0 and the syndication module of RSS 1.0.

import type { PollHints } from "./item.ts";
import type { FieldName } from "./names.ts";
import type { Fields } from "./rss.ts";

/** A longer wish is cut: it is a publisher's slip more often than its will. */
const longest = 7 * 24 * 60;

const periods: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 24 * 60,
  weekly: longest,
  monthly: 30 * 24 * 60,
  yearly: 365 * 24 * 60,
};

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Of the channel's fields. What is no number, or would never let the feed be read, is no hint. */
export function hintsOf(channel: Fields): PollHints {
  return {
    ttlMinutes: minutes(Number(textOf(channel, "ttl") || Number.NaN)),
    updateMinutes: updateMinutes(channel),
    skipHours: unlessAll(skipped(channel, "skiphours", /\d{1,2}/g, hourOf), 24),
    skipDays: unlessAll(skipped(channel, "skipdays", /[a-z]+day/gi, dayOf), 7),
  };
}

/** Whole minutes from 1 to 7 days; null for nothing and for what is no span of time. */
function minutes(given: number): number | null {
  if (!(given > 0)) return null;
  return Math.min(Math.max(Math.round(given), 1), longest);
}

/** The module's defaults are daily and once; each stands only where the other is written. */
function updateMinutes(channel: Fields): number | null {
  const period = textOf(channel, "sy:updateperiod").toLowerCase();
  const frequency = textOf(channel, "sy:updatefrequency");
  if (!period && !frequency) return null;
  const times = Number(frequency || 1);
  return times > 0 ? minutes((periods[period || "daily"] ?? Number.NaN) / times) : null;
}

function skipped(
  channel: Fields,
  field: FieldName,
  pattern: RegExp,
  read: (text: string) => number | null,
): number[] {
  const found = (textOf(channel, field).match(pattern) ?? []).map(read);
  return [...new Set(found.filter((number) => number !== null))].sort((a, b) => a - b);
}

/** RSS 0.91 counts the hours from 1 to 24. */
function hourOf(text: string): number | null {
  const hour = Number(text);
  return hour <= 24 ? hour % 24 : null;
}

function dayOf(name: string): number | null {
  const index = days.indexOf(name.toLowerCase());
  return index < 0 ? null : index + 1;
}

function unlessAll(numbers: number[], all: number): number[] {
  return numbers.length === all ? [] : numbers;
}

function textOf(channel: Fields, field: FieldName): string {
  return channel.all(field)[0]?.text.trim().slice(0, 2_000) ?? "";
}
