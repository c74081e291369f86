// Ranking: learned from what editors took, which entries know, and what they did not, which
// candidates know.

import type { Archive } from "#base/archive.ts";
import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import { openRanker, type Ranker } from "#candidates/rank.ts";
import { type Training, trainIfDue } from "#candidates/training.ts";
import type { Db } from "#db/types.ts";
import {
  countPublished,
  listAcceptedReports,
  listEntryTexts,
} from "#entries/rank-examples-store.ts";
import type { TickJob } from "#jobs/schedule.ts";
import type { Entities } from "#likeness/entities.ts";

export type Ranking = { ranker: Ranker; training: Training };

export function openRanking(
  { topics, timeZone }: Pick<Archive, "topics" | "timeZone">,
  surroundings: { db: Db; clock: Clock; log: Log; entities: Entities },
): Ranking {
  const { entities } = surroundings;
  return {
    ranker: openRanker({ timeZone, entities }),
    training: {
      ...{ ...surroundings, timeZone },
      topics: topics.map(({ slug }) => slug),
      accepted: { countPublished, listEntries: listEntryTexts, listReports: listAcceptedReports },
    },
  };
}

/** Any replica may tick: one trains, and they share out what is to be ranked. */
export function rankJobs({ ranker, training }: Ranking, signal: AbortSignal): TickJob[] {
  const { db } = training;
  return [
    {
      name: "train ranking",
      cron: "40 * * * * *",
      run: async () => {
        if ((await trainIfDue(training, signal)) !== null) await ranker.rankRest(db, signal);
      },
    },
    {
      name: "rank stacks",
      cron: "*/5 * * * * *",
      run: async () => void (await ranker.rankRest(db, signal)),
    },
  ];
}
