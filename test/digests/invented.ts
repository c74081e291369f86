// Invented entries, readers and a digest for the tests of this folder.

import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import type { CitingEntry } from "#digests/fragments.ts";
import type { DigestSchedule } from "#digests/schedule.ts";
import { archiveId } from "#entries/archive-id.ts";
import { entries } from "#entries/table.ts";
import { subscribers } from "#subscribers/table.ts";

export const secret = "a secret of the tests, long enough to be taken";
export const from = { name: "瓦版", address: "digest@archive.example" };

export const archive: Archive = {
  title: "港湾防衛アーカイブ",
  subtitle: "",
  language: "ja",
  timeZone: "Asia/Tokyo",
  url: "https://archive.example",
  tagAuthority: "archive.example,2026",
  author: "瓦版編集部",
  topics: [],
};

export const weekly: DigestSchedule = {
  id: "weekly",
  title: "港湾防衛週報",
  title_en: "Harbour Defence Weekly",
  frequency: "weekly",
  cron: "0 7 * * 1",
  topics: [],
  approval: "automatic",
  max_lateness_hours: 48,
};

/** Monday, 23 November 2026, 07:00 in Tokyo. */
export const monday = Temporal.Instant.from("2026-11-22T22:00:00Z");

const day = Temporal.PlainDate.from("2026-11-18");

/** The `number`th entry of 18 November, as the published store gives it. */
export function publishedEntry(number: number, more: Partial<CitingEntry> = {}): CitingEntry {
  return {
    id: number,
    archiveId: archiveId(day, number),
    reportedOn: day,
    reportedTime: "20:16",
    source: "瓦版通信",
    via: null,
    sources: [],
    title: `港の訓練 第${number}報`,
    url: `https://news.example/${number}`,
    language: "ja",
    summary: "港で訓練があった。",
    notes: [],
    related: [],
    cited: [],
    topics: ["harbour"],
    revision: 1,
    publishedAt: monday.subtract({ hours: 48 }),
    updatedAt: monday.subtract({ hours: 48 }),
    ...more,
  };
}

/** Stores it as published; answers its row's id. */
export async function addEntry(
  db: Db,
  number: number,
  more: Partial<typeof entries.$inferInsert> = {},
): Promise<number> {
  const { id: _, cited: __, ...entry } = publishedEntry(number);
  const created = { createdAt: entry.publishedAt, createdBy: "person:1" };
  const [row] = await db
    .insert(entries)
    .values({ ...entry, ...created, state: "published", ...more })
    .returning({ id: entries.id });
  return row?.id ?? 0;
}

type NewReader = typeof subscribers.$inferInsert;

/** A reader who confirmed a month before; answers the id. */
export async function addReader(
  db: Db,
  name: string,
  more: Partial<NewReader> = {},
): Promise<string> {
  const [row] = await db
    .insert(subscribers)
    .values(reader(name, more))
    .returning({ id: subscribers.id });
  return row?.id ?? "";
}

/** r0@mail.example, r1@mail.example and so on. */
export async function addReaders(db: Db, count: number): Promise<void> {
  await db.insert(subscribers).values(Array.from({ length: count }, (_, n) => reader(`r${n}`)));
}

function reader(name: string, more: Partial<NewReader> = {}): NewReader {
  const address = `${name}@mail.example`;
  const at = monday.subtract({ hours: 24 * 30 });
  return {
    address,
    key: address,
    state: "confirmed",
    language: "ja",
    digests: ["weekly"],
    createdAt: at,
    confirmedAt: at,
    ...more,
  };
}
