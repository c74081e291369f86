// Puts new stories in the order in which an editor would want to see them. Nothing is ever hidden.

import { setImmediate } from "node:timers/promises";
import type { Db } from "#db/types.ts";
import type { Entities } from "#likeness/entities.ts";
import { judgeStory } from "./judge.ts";
import { keepTerms } from "./kept-terms.ts";
import { placeOf } from "./place.ts";
import {
  findGeneration,
  listModels,
  listUnranked,
  listUnrankedIds,
  type Rank,
  setRanks,
} from "./rank-store.ts";
import { openScorer, type Scorer } from "./score.ts";

export type Ranker = {
  /**
   * Ranks those of the stacks that are new by the newest models and gives how many; 0 where nothing was
   * learned yet. What others have locked is left to `rankRest`.
   */
  rankStacks: (db: Db, stackIds: readonly number[]) => Promise<number>;
  /** Ranks all new stacks that the newest models have not; gives how many. */
  rankRest: (db: Db, signal?: AbortSignal) => Promise<number>;
};

/** Ranked in one statement. */
const chunk = 200;

export function openRanker({
  timeZone,
  entities,
}: {
  timeZone: string;
  entities: Entities;
}): Ranker {
  const currentModels = keepModels();
  const termsOf = keepTerms(entities);

  async function rankStacks(db: Db, stackIds: readonly number[]): Promise<number> {
    const { generation, scorers } = await currentModels(db);
    if (generation === 0) return 0;
    const ranks: Rank[] = [];
    for (const { stack, topics, reports } of await listUnranked(db, stackIds, timeZone)) {
      const judged = judgeStory({ topics, reports: await termsOf(reports) }, scorers);
      const { place, isMixedIn } = placeOf(stack, judged.rank);
      ranks.push({ stack, ...judged, place, mixed: isMixedIn });
    }
    return ranks.length === 0 ? 0 : setRanks(db, ranks, generation);
  }

  async function rankRest(db: Db, signal?: AbortSignal): Promise<number> {
    for (let ranked = 0; ; ) {
      const { generation } = await currentModels(db);
      const ids = await listUnrankedIds(db, generation, chunk);
      const more = ids.length === 0 ? 0 : await rankStacks(db, ids);
      ranked += more;
      if (more === 0 || signal?.aborted) return ranked;
    }
  }

  return { rankStacks, rankRest };
}

type Models = { generation: number; scorers: ReadonlyMap<string, Scorer> };

/** Read again only when another training has replaced them. */
function keepModels(): (db: Db) => Promise<Models> {
  let kept: Models = { generation: 0, scorers: new Map() };
  return async (db) => {
    if ((await findGeneration(db)) === kept.generation) return kept;
    const found = await listModels(db);
    const scorers = new Map<string, Scorer>();
    for (const model of found) {
      scorers.set(model.topic, openScorer(model));
      await setImmediate();
    }
    kept = { generation: found[0]?.generation ?? 0, scorers };
    return kept;
  };
}
