// An archive in which every kind of page has something to show, for whoever looks at all of them.

import type { Db } from "#db/types.ts";
import { entries, entryRevisions } from "#entries/table.ts";
import { inventedEntry } from "./invented-entries.ts";
import { publish, published } from "./published.ts";

const base = { topics: ["us-japan"], source: "潮見新報" };

/** Announced, held, reviewed: each refers to the one before. */
const follow = [
  published("2608-072401", {
    ...{
      ...base,
      on: "2026-07-24",
      reportedTime: "20:16",
      title: "共同訓練「静かな潮」を9月に実施へ",
    },
    summary: "防衛省がDICASの枠組みで共同訓練を行うと発表した。\n・洋上補給\n・捜索救助",
    notes: ["前回は2024年である。"],
  }),
  published("2608-072801", {
    ...{ ...base, on: "2026-07-28", source: "Harbor Wire", language: "en", via: "Yahoo" },
    title: "Exercise Quiet Tide begins off the lighthouse",
    ...{ summary: "訓練が始まった。HVGPの展示はない。", related: ["2608-072401", "2501-010101"] },
  }),
  published("2608-073101", {
    ...{
      ...base,
      on: "2026-07-31",
      title: "「静かな潮」終わる 成果と課題",
      topics: ["us-japan", "harbour"],
    },
    ...{
      summary: "参加部隊が成果をまとめた。\n(1)通信\n(2)補給\nの2点が課題である。",
      related: ["2608-072801"],
    },
  }),
];

const corrected = published("2608-073001", {
  ...{ ...base, on: "2026-07-30", title: "新浜基地に無人艇3隻を配備", revision: 2 },
  summary: "無人艇3隻が新浜基地に配備された。",
  updatedAt: Temporal.Instant.from("2026-08-01T00:00:00Z"),
});

const withdrawn = published("2608-072901", { ...base, on: "2026-07-29", title: "誤りの記事" });

/** What has an odd shape: no headline, no address, a long word, another spelling of a source. */
const odd = [
  published("2608-072601", { ...base, on: "2026-07-26", title: "", url: null, topics: [] }),
  published("2608-072602", {
    ...{ ...base, on: "2026-07-26", source: "Ｈarbor Ｗire", title: `岸壁${"ア".repeat(80)}` },
    summary:
      "https://news.example/a-very-long-address/that/has/no/place/where/a/line/may/break/index.html",
  }),
];

export const readingIds = {
  ...{ followed: "2608-072801", corrected: "2608-073001", withdrawn: "2608-072901" },
  bare: "2608-072601",
} as const;

/** `more` plain entries besides, over the year before; the topics are those of the test app. */
export async function fillReadingArchive(db: Db, more = 60): Promise<void> {
  const plain = Array.from({ length: more }, (_, n) => ({
    ...inventedEntry(n, { first: "2025-06-01", perDay: Math.max(1, Math.ceil(more / 120)) }),
    id: 0,
  }));
  await publish(db, 1, ...follow, corrected, ...odd, ...plain);
  await addRevisions(db);
  await db.insert(entries).values({
    ...without(withdrawn),
    ...{ state: "withdrawn", reason: "元の報道が取り消された。" },
    ...{ withdrawnAt: Temporal.Instant.from("2026-08-01T00:00:00Z") },
    ...{ createdAt: withdrawn.publishedAt, createdBy: "test" },
  });
}

function without<T extends { id: number }>({ id: _, ...rest }: T): Omit<T, "id"> {
  return rest;
}

async function addRevisions(db: Db): Promise<void> {
  const all = await db.select().from(entries);
  await db.insert(entryRevisions).values(
    all.flatMap(({ id, ...entry }) => {
      const { reportedOn, reportedTime, source, via, title, url, language, summary } = entry;
      const content = {
        ...{ date: reportedOn.toString(), time: reportedTime, source, via, title, url, language },
        ...{ summary, notes: entry.notes, related: entry.related, topics: entry.topics },
      };
      const before = { ...content, summary: summary.replace("3隻", "2隻") };
      const publishedAt = entry.publishedAt ?? entry.createdAt;
      const first = { entryId: id, revision: 1, publishedAt, content, reason: null };
      if (entry.revision === 1) return [first];
      const reason = "隻数を改めた。";
      const second = { entryId: id, revision: 2, publishedAt: entry.updatedAt, content, reason };
      return [{ ...first, content: before }, second];
    }),
  );
}
