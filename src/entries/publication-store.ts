// The counter that tells every replica which of its pages and feeds are old.

import { gt, inArray, sql } from "drizzle-orm";
import { type Db, databaseNow, rows } from "#db/types.ts";
import type { PublicationLog } from "#http/document-cache.ts";
import { historyTag, type Shown, tagsChanged, yearsTag } from "./publication-tags.ts";
import { findPublication } from "./published-store.ts";
import { entries, publication, publicationTags } from "./table.ts";

/** Where more tags than these changed, a replica is told that everything did. */
const tagsTold = 5000;
const chunk = 5000;

/**
 * Tells every replica that what readers see has changed, in the transaction that changes it. `texts`
 * are those that came or went; of a correction, the old and the new. `ofDaysGone` says that some count
 * as published before now. Each change has a second of its own: Last-Modified has no finer parts
 * (RFC 9110 §8.8.2.1).
 */
export async function bumpPublication(
  db: Db,
  texts: readonly Shown[],
  { ofDaysGone = false }: { ofDaysGone?: boolean } = {},
): Promise<void> {
  const second = sql<Temporal.Instant>`date_trunc('second', ${databaseNow})`;
  const [bumped] = await db
    .insert(publication)
    .values({ id: 1, number: 1, changedAt: second })
    .onConflictDoUpdate({
      target: publication.id,
      set: {
        number: sql`${publication.number} + 1`,
        changedAt: sql`greatest(${second}, ${publication.changedAt} + interval '1 second')`,
      },
    })
    .returning();
  if (!bumped) throw new Error("the publication was not counted");
  const { number, changedAt } = bumped;
  const tags = tagsChanged(texts);
  if (await haveYearsChanged(db, texts)) tags.push(yearsTag);
  if (ofDaysGone) tags.push(historyTag);
  for (let at = 0; at < tags.length; at += chunk) {
    await db
      .insert(publicationTags)
      .values(tags.slice(at, at + chunk).map((tag) => ({ tag, number, changedAt })))
      .onConflictDoUpdate({ target: publicationTags.tag, set: { number, changedAt } });
  }
}

/** Whether a topic may have got its first entry of a year, or lost its last. */
async function haveYearsChanged(db: Db, texts: readonly Shown[]): Promise<boolean> {
  const shown = texts.flatMap(({ archiveId, reportedOn, topics }) =>
    topics.map((topic) => ({ archiveId, pair: `${reportedOn.year} ${topic}` })),
  );
  const pairs = [...Map.groupBy(shown, ({ pair }) => pair)].map(([pair, of]) => {
    const [year = "", topic] = pair.split(" ");
    const ids = new Set(of.map(({ archiveId }) => archiveId)).size;
    return sql`(${topic}::text, ${`${year}-01-01`}::date, ${`${year}-12-31`}::date, ${ids}::int)`;
  });
  if (pairs.length === 0) return false;
  const found = await rows(
    db,
    sql`
      select 1 from (values ${sql.join(pairs, sql`, `)}) as pair (topic, first, last, ids)
      where ids >= (
        select count(*) from (
          select from ${entries} e
          where e.state = 'published' and e.corrects is null
            and e.reported_on between pair.first and pair.last and pair.topic = any (e.topics)
          limit pair.ids + 1
        ) as those)
      limit 1`,
  );
  return found.length > 0;
}

/** What the caches of documents ask; any replica's are told of any replica's publications. */
export function publicationLog(db: Db): PublicationLog {
  return {
    readChanges: async (since) => {
      const { number } = await findPublication(db);
      if (number === since) return { number, tags: [] };
      const changed = await db
        .select({ tag: publicationTags.tag })
        .from(publicationTags)
        .where(gt(publicationTags.number, since))
        .limit(tagsTold + 1);
      return { number, tags: changed.length > tagsTold ? null : changed.map(({ tag }) => tag) };
    },
    readTags: async (tags) => {
      if (tags.length === 0) return null;
      const [latest] = await db
        .select({
          number: sql<number | null>`max(${publicationTags.number})`.mapWith(Number),
          changedAt: sql`max(${publicationTags.changedAt})`.mapWith(publicationTags.changedAt),
        })
        .from(publicationTags)
        .where(inArray(publicationTags.tag, [...tags]));
      return latest?.changedAt ? { number: latest.number ?? 0, changedAt: latest.changedAt } : null;
    },
  };
}
