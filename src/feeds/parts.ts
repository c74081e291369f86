// The archived documents of a feed (RFC 5005 §4): all that it ever held, by the month of publication,
// in parts of so few that the feed itself holds whatever is in the last two. A part is an archived
// document once two later ones have begun: it is full then, so is the next, and neither changes
// unless an entry in it does.

export const entriesInPart = 25;

/** `number` counts from 1 in the month, the first published first. */
export type Part = { month: Temporal.PlainYearMonth; number: number };

/** What there is of a feed, month by month. */
export type History = {
  /** How many entries were published in the month, withdrawn ones too. */
  count: (month: Temporal.PlainYearMonth) => Promise<number>;
  /** The last month before it that has any; of all, where it is null. */
  before: (month: Temporal.PlainYearMonth | null) => Promise<Temporal.PlainYearMonth | null>;
  after: (month: Temporal.PlainYearMonth) => Promise<Temporal.PlainYearMonth | null>;
};

/** The newest archived document; null where the feed holds everything. */
export async function latestArchive(history: History): Promise<Part | null> {
  const newest = await lastOf(history, await history.before(null));
  const before = newest && (await previous(history, newest));
  return before && previous(history, before);
}

/** Its neighbours in the chain; null where it is none, or not yet. */
export async function neighboursOf(
  history: History,
  part: Part,
): Promise<{ previous: Part | null; next: Part } | null> {
  const parts = partsOf(await history.count(part.month));
  if (part.number < 1 || part.number > parts) return null;
  const next = await following(history, part);
  if (!next || !(await following(history, next))) return null;
  return { previous: await previous(history, part), next };
}

/** `2026-11`, and `2026-11-2` for the second part of that month. */
export function writePart({ month, number }: Part): string {
  return number === 1 ? month.toString() : `${month}-${number}`;
}

/** Null for what is no part's name. */
export function readPart(text: string): Part | null {
  const found = /^(\d{4}-(?:0[1-9]|1[0-2]))(?:-([1-9]\d{0,5}))?$/.exec(text);
  if (!found?.[1] || found[2] === "1") return null;
  return { month: Temporal.PlainYearMonth.from(found[1]), number: Number(found[2] ?? 1) };
}

async function previous(history: History, { month, number }: Part): Promise<Part | null> {
  if (number > 1) return { month, number: number - 1 };
  return lastOf(history, await history.before(month));
}

async function following(history: History, { month, number }: Part): Promise<Part | null> {
  if (number < partsOf(await history.count(month))) return { month, number: number + 1 };
  const after = await history.after(month);
  return after && { month: after, number: 1 };
}

async function lastOf(
  history: History,
  month: Temporal.PlainYearMonth | null,
): Promise<Part | null> {
  return month && { month, number: partsOf(await history.count(month)) };
}

function partsOf(entries: number): number {
  return Math.ceil(entries / entriesInPart);
}
