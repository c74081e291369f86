// What an editor sent, as it is stored.

import { Problem } from "#base/problem.ts";
import { oneLine } from "#base/text.ts";
import { parseArchiveId } from "./archive-id.ts";
import { normaliseSummary } from "./summary.ts";
import type { EntryText } from "./text.ts";
import type { EntryCreation, EntryPatch } from "./text-schema.ts";

/** Only the members that were sent. Problem invalid-input names what is wrong where. */
export function readText(sent: EntryPatch, topics: readonly string[]): Partial<EntryText> {
  if (sent.topics) checkTopics(sent.topics, topics);
  if (sent.related) checkIds(sent.related);
  return storedText(sent);
}

/** The same of what was checked when it came in. */
export function storedText(sent: EntryPatch): Partial<EntryText> {
  const { date, time, summary, notes, title, source, via, url, language, related } = sent;
  const text: { [K in keyof EntryText]: EntryText[K] | undefined } = {
    reportedOn: date === undefined ? undefined : readDay(date),
    reportedTime: time,
    source: source && requireLine("source", source),
    via: via && requireLine("via", via),
    title: title && requireLine("title", title),
    url,
    language,
    summary: summary === undefined ? undefined : normaliseSummary(summary),
    notes: notes?.map(normaliseSummary).filter((note) => note !== ""),
    related,
    topics: sent.topics,
  };
  return Object.fromEntries(
    Object.entries(text).filter(([, value]) => value !== undefined),
  ) as Partial<EntryText>;
}

/** A whole new entry: what was not sent is empty. */
export function readNewText(sent: EntryCreation, topics: readonly string[]): EntryText {
  const empty = { reportedTime: null, via: null, url: null, summary: "", notes: [], related: [] };
  return { ...empty, topics: [], ...readText(sent, topics) } as EntryText;
}

/** Archive ids hold two digits of the year, and of the issue, which is the month after. */
function readDay(date: string): Temporal.PlainDate {
  if (date >= "2000-01-01" && date <= "2099-11-30") return Temporal.PlainDate.from(date);
  throw new Problem(
    "invalid-input",
    `body/date is ${date}; an archive has entries from 2000-01-01 to 2099-11-30.`,
  );
}

/** A text of one line. Problem invalid-input where nothing of it is left. */
export function requireLine(at: string, text: string): string {
  const line = oneLine(text);
  if (line !== "") return line;
  throw new Problem("invalid-input", `body/${at} is empty once white space is removed.`);
}

function checkIds(ids: readonly string[]): void {
  const wrong = ids.filter((id) => parseArchiveId(id) === null);
  if (wrong.length === 0) return;
  throw new Problem(
    "invalid-input",
    `body/related has ${wrong.join(", ")}; an archive id is like 2508-072416: the issue is the month after the day.`,
  );
}

function checkTopics(sent: readonly string[], known: readonly string[]): void {
  const unknown = sent.filter((topic) => !known.includes(topic));
  if (unknown.length === 0) return;
  throw new Problem(
    "invalid-input",
    `body/topics has ${unknown.join(", ")}; the archive's topics are ${known.join(", ")}.`,
  );
}
