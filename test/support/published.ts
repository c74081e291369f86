// Published entries, invented, for whatever shows them.

import type { Archive } from "#base/archive.ts";
import type { Db } from "#db/types.ts";
import { parseArchiveId } from "#entries/archive-id.ts";
import { tagsChanged, yearsTag } from "#entries/publication-tags.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { entries, publication, publicationTags } from "#entries/table.ts";

export const archive: Archive = {
  title: "港の記録",
  subtitle: "港湾と海上防衛の報道を読み、要旨を残す",
  language: "ja",
  timeZone: "Asia/Tokyo",
  url: "https://minato.example",
  tagAuthority: "minato.example,2026-04",
  author: "港の記録 編集部",
  topics: [
    {
      slug: "exercises",
      title: "共同訓練",
      title_en: "Exercises",
      page_title: "{year}年の共同訓練に関する報道",
      keywords: ["訓練"],
    },
    {
      slug: "ships",
      title: "艦艇",
      page_title: "{year}年の艦艇に関する報道",
      keywords: ["艦"],
    },
    {
      slug: "ports",
      title: "港湾",
      page_title: "{year}年の港湾に関する報道",
      keywords: ["港"],
    },
  ],
};

type Fields = Partial<Omit<PublishedEntry, "archiveId">> & { on: string };

/** An entry named by its archive id; what a test does not care of is plain. */
export function published(id: string, { on, ...fields }: Fields): PublishedEntry {
  const archiveId = parseArchiveId(id);
  if (archiveId === null) throw new Error(`${id} is not an archive id`);
  const publishedAt = Temporal.Instant.from(`${on}T12:00:00Z`);
  return {
    id: 1,
    archiveId,
    reportedOn: Temporal.PlainDate.from(on),
    reportedTime: null,
    source: "瓦版通信",
    via: null,
    title: `標題 ${id}`,
    url: `https://news.example/${id}`,
    language: "ja",
    summary: `要旨 ${id}`,
    notes: [],
    related: [],
    sources: [],
    topics: ["exercises"],
    revision: 1,
    publishedAt,
    updatedAt: publishedAt,
    ...fields,
  };
}

/** Stores entries as published and counts one publication. */
export async function publish(
  db: Db,
  number: number,
  ...added: readonly PublishedEntry[]
): Promise<void> {
  const changedAt = Temporal.Instant.from("2026-08-01T00:00:00Z").add({ minutes: number });
  const rows = added.map(({ id: _, ...entry }) => ({
    ...entry,
    state: "published" as const,
    createdAt: entry.publishedAt,
    createdBy: "test",
  }));
  if (rows.length > 0) await db.insert(entries).values(rows);
  await db
    .insert(publication)
    .values({ id: 1, number, changedAt })
    .onConflictDoUpdate({ target: publication.id, set: { number, changedAt } });
  await db
    .insert(publicationTags)
    .values([...tagsChanged(added), yearsTag].map((tag) => ({ tag, number, changedAt })))
    .onConflictDoUpdate({ target: publicationTags.tag, set: { number, changedAt } });
}

/** Every shape of entry: long and foreign headlines, no time, lists, notes, cross references. */
export const samples: readonly PublishedEntry[] = [
  published("2608-073110", {
    on: "2026-07-31",
    reportedTime: "18:54",
    source: "東都新聞",
    via: "Yahoo",
    title: "防衛局も把握せず「合同訓練」 港の岸壁で“異例の事態”",
    url: "https://news.example/stories/1?a=1&b=2",
    summary: "連絡会が31日に開かれた。 市は説明を求めた。\n防衛局は「調査して回答する」と述べた。",
  }),
  published("2608-072819", {
    on: "2026-07-28",
    source: "Harbor Wire",
    language: "en",
    title: "Partners test underwater links during exercise Quiet Tide",
    summary: "試験の項目は次のとおりである。\n・任務の付与\n・遠隔操縦",
    related: ["2608-072416", "2501-010101"],
    topics: ["exercises", "ships"],
  }),
  published("2608-072416", {
    on: "2026-07-24",
    reportedTime: "20:16",
    title: "装備品<第3段階>に合意 & 「基本設計」へ",
    summary: "協議している項目は\n(1)共同生産\n(2)相互利用\nの2点である。",
    notes: ["納入できるかが疑問である。", "砲弾についても同じである。"],
    topics: ["ships"],
    updatedAt: Temporal.Instant.from("2026-07-26T01:02:03Z"),
  }),
];
