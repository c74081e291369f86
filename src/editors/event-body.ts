// What an open desk is told of an act: enough to see whether a row on the screen is touched and how.

import type { events } from "./table.ts";

type EventRow = typeof events.$inferInsert;

type Told = Pick<EventRow, "at" | "subject" | "act"> & {
  actor?: string;
  actorName?: string;
  after?: Record<string, unknown>;
};

/** A text of this many characters or more is asked for where it is needed. */
const longText = 200;
const longList = 20;
/** Bytes of JSON. */
const room = 1_000;
/** These go in before the others. */
const first = ["state", "version"];

/** The row to be stored; `after` keeps its short members, as many as there is room for. */
export function eventOf({ at, subject, act, actor, actorName, after }: Told): EventRow {
  const by = { actor: actor ?? null, actorName: actorName ?? null };
  return { at, subject, act, ...by, after: after ? smallPart(after) : null };
}

function smallPart(after: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const small: Record<string, unknown> = {};
  let left = room;
  for (const [name, value] of inOrder(after)) {
    const size = isShort(value) ? sizeOf({ [name]: value }) : room;
    if (value === undefined || size >= left) continue;
    small[name] = value;
    left -= size;
  }
  return small;
}

function inOrder(after: Readonly<Record<string, unknown>>): [string, unknown][] {
  const members = Object.entries(after);
  const isFirst = ([name]: [string, unknown]): boolean => first.includes(name);
  return [...members.filter(isFirst), ...members.filter((member) => !isFirst(member))];
}

function isShort(value: unknown): boolean {
  if (typeof value === "string") return value.length < longText;
  if (typeof value !== "object" || value === null) return true;
  const members: unknown[] = Object.values(value);
  return members.length <= longList && members.every(isShort);
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
