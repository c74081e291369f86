// The text of an entry: the members that an editor writes.

import type { Entry } from "./store.ts";

const names = [
  ...(["reportedOn", "reportedTime", "source", "via", "title", "url", "language"] as const),
  ...(["summary", "notes", "related", "topics"] as const),
] as const;

export type EntryText = Pick<Entry, (typeof names)[number]>;

export type TextTold = Omit<EntryText, "reportedOn" | "reportedTime"> & {
  date: string;
  time: string | null;
};

export function pickText(entry: EntryText): EntryText {
  return Object.fromEntries(names.map((name) => [name, entry[name]])) as EntryText;
}

/** As plain JSON under the names that the API has for it, for revisions and for whoever compares. */
export function textOf(entry: EntryText): TextTold {
  const { reportedOn, reportedTime, source, via, title, url, language } = entry;
  const { summary, notes, related, topics } = entry;
  return {
    ...{ date: reportedOn.toString(), time: reportedTime, source, via, title, url, language },
    ...{ summary, notes, related, topics },
  };
}

/** Whether writing `text` into the entry would change nothing. */
export function hasText(entry: Entry, text: Partial<EntryText>): boolean {
  return JSON.stringify(textOf(entry)) === JSON.stringify(textOf({ ...entry, ...text }));
}
