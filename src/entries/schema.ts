// The shapes of entries in the API.

import { type Static, Type } from "typebox";
import { TopicSlug } from "#base/archive.ts";
import { Problem } from "#base/problem.ts";
import { oneLine } from "#base/text.ts";
import { parseArchiveId } from "./archive-id.ts";
import type { Entry, EntryText } from "./store.ts";
import { normaliseSummary } from "./summary.ts";

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

const members = {
  date: Type.String({
    format: "date",
    description: "The day of the report in the archive's zone, from 2000-01-01 to 2099-11-30.",
  }),
  time: nullable(
    Type.String({
      pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
      description: "HH:MM, or null where the report has no time.",
    }),
  ),
  source: Type.String({ minLength: 1, maxLength: 100, description: "Who reported it." }),
  via: nullable(
    Type.String({ minLength: 1, maxLength: 100, description: "Who carried it, e.g. Yahoo." }),
  ),
  title: Type.String({
    minLength: 1,
    maxLength: 500,
    description: "The original headline, verbatim.",
  }),
  url: nullable(
    Type.String({ pattern: "^https?://[^\\s]+$", maxLength: 2000, description: "Of the story." }),
  ),
  language: Type.String({
    pattern: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
    description: "BCP 47 tag of the headline.",
  }),
  summary: Type.String({
    maxLength: 20_000,
    description: "The editor's own words: a paragraph a line; ・ and (1) begin list items.",
  }),
  notes: Type.Array(Type.String({ minLength: 1, maxLength: 5_000 }), {
    maxItems: 20,
    description: "【註】, a paragraph each.",
  }),
  related: Type.Array(Type.String({ pattern: "^[0-9]{4}-[0-9]{6}$" }), {
    maxItems: 50,
    uniqueItems: true,
    description: "【関連記事】, archive ids.",
  }),
  topics: Type.Array(TopicSlug, { maxItems: 20, uniqueItems: true }),
};

const example = {
  summary: "防衛相が記者会見で、共同訓練を9月に行うことを明らかにした。\n・洋上補給\n・捜索救助",
  notes: ["前回の訓練は2024年である。"],
  related: ["2508-071408"],
  topics: ["us-japan"],
};

export const EntryPatch = Type.Partial(Type.Object(members), {
  additionalProperties: false,
  minProperties: 1,
  examples: [example],
});
export type EntryPatch = Static<typeof EntryPatch>;

const { date, source, title, language, ...optional } = members;
export const EntryCreation = Type.Object(
  { date, source, title, language, ...Type.Partial(Type.Object(optional)).properties },
  {
    additionalProperties: false,
    examples: [
      { date: "2026-11-24", source: "瓦版通信", title: "港湾防衛の共同訓練始まる", language: "ja" },
    ],
  },
);
export type EntryCreation = Static<typeof EntryCreation>;

export const EntryState = Type.Enum(["draft", "in_review", "approved", "published", "withdrawn"]);

export const entryExample = {
  ...{ id: 7, archive_id: "2512-112403", state: "published", version: 5, candidate: 12 },
  ...{ date: "2025-11-24", time: "20:16", source: "瓦版通信", via: "Yahoo", language: "ja" },
  ...{ title: "港湾防衛の共同訓練始まる", url: "https://www.example.jp/news/12" },
  ...example,
  ...{ revision: 1, created_at: "2025-11-24T11:20:00Z", created_by: "person:3f2c" },
  ...{ approved_by: "key:81d0", published_at: "2025-11-24T11:31:00Z" },
  updated_at: "2025-11-24T11:31:00Z",
};

export const EntrySchema = Type.Object(
  {
    id: Type.Integer(),
    archive_id: nullable(Type.String()),
    state: EntryState,
    version: Type.Integer({ description: 'Its ETag is "vN"; send it as If-Match.' }),
    candidate: nullable(Type.Integer()),
    ...members,
    revision: Type.Integer({ description: "Counts the published texts." }),
    created_at: Type.String({ format: "date-time" }),
    created_by: Type.String(),
    approved_by: nullable(Type.String()),
    published_at: nullable(Type.String({ format: "date-time" })),
    updated_at: Type.String({ format: "date-time" }),
  },
  { $id: "Entry", examples: [entryExample] },
);

export function showEntry(entry: Entry): Static<typeof EntrySchema> {
  return {
    id: entry.id,
    archive_id: entry.archiveId,
    state: entry.state,
    version: entry.version,
    candidate: entry.candidateId,
    date: entry.reportedOn.toString(),
    time: entry.reportedTime,
    source: entry.source,
    via: entry.via,
    title: entry.title,
    url: entry.url,
    language: entry.language,
    summary: entry.summary,
    notes: entry.notes,
    related: entry.related,
    topics: entry.topics,
    revision: entry.revision,
    created_at: entry.createdAt.toString(),
    created_by: entry.createdBy,
    approved_by: entry.approvedBy,
    published_at: entry.publishedAt?.toString() ?? null,
    updated_at: entry.updatedAt.toString(),
  };
}

/** What an editor sent, as it is stored; only the members that were sent. */
export function readText(sent: EntryPatch, topics: readonly string[]): Partial<EntryText> {
  const { date, time, summary, notes, title, source, via, url, language, related } = sent;
  if (sent.topics) checkTopics(sent.topics, topics);
  if (related) checkIds(related);
  const text: { [K in keyof EntryText]: EntryText[K] | undefined } = {
    reportedOn: date === undefined ? undefined : readDay(date),
    reportedTime: time,
    source: source && required("source", source),
    via: via && required("via", via),
    title: title && required("title", title),
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

function required(at: string, text: string): string {
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
