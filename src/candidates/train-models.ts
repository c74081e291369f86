// From what is stored to the models of all topics.

import type { Db } from "#db/types.ts";
import type { Entities } from "#likeness/entities.ts";
import { inSlices } from "./in-slices.ts";
import { listRejected, listUndecided } from "./rank-examples-store.ts";
import type { Text } from "./rank-features.ts";
import {
  type Decided,
  encodeDecided,
  encodeWords,
  type Vocabulary,
  type Words,
} from "./rank-rows.ts";
import type { Report } from "./rank-store.ts";
import { type Trained, trainTopic } from "./train.ts";
import { mostUndecided } from "./training-due.ts";

type Part = { topic: string; limit: number; timeZone: string };

/** What was accepted, of a topic, the newest first: known only downstream. */
export type Accepted = {
  listEntries: (db: Db, part: Part) => Promise<Text[]>;
  listReports: (db: Db, part: Part) => Promise<Report[]>;
};

export type Material = {
  db: Db;
  timeZone: string;
  topics: readonly string[];
  entities: Entities;
  accepted: Accepted;
};

/** At most 5,000 stories a topic: half of them wanted, of which again half from this desk's queue. */
const [mostPositives, mostReports, mostNegatives] = [2500, 1250, 2500];

/**
 * The topics that have something to learn from. Others have their turn every few milliseconds. Throws
 * where the signal is aborted.
 */
export async function trainModels(
  material: Material,
  signal?: AbortSignal,
): Promise<(Trained & { topic: string })[]> {
  const { db, timeZone, topics, entities, accepted } = material;
  const vocabulary: Vocabulary = new Map();
  const encoder = { entities, vocabulary, signal };
  const rejections = await listRejected(db, { timeZone, limit: mostNegatives });
  const limit = Math.min(mostUndecided, mostNegatives - rejections.length);
  const [rejected, undecided] = [
    await encodeReports(rejections, encoder),
    await encodeTexts(await listUndecided(db, { timeZone, limit }), encoder),
  ];
  const models: (Trained & { topic: string })[] = [];
  for (const topic of topics) {
    const reports = await accepted.listReports(db, { topic, timeZone, limit: mostReports });
    const room = mostPositives - reports.length;
    const texts = await accepted.listEntries(db, { topic, timeZone, limit: room });
    const lessons = {
      ...{ rejected, undecided },
      accepted: await encodeReports(reports, encoder),
      entries: await encodeTexts(texts, encoder),
    };
    const trained = await inSlices(trainTopic(lessons, vocabulary), signal);
    if (trained) models.push({ topic, ...trained });
  }
  return models;
}

type Encoder = { entities: Entities; vocabulary: Vocabulary; signal: AbortSignal | undefined };

function encodeTexts(
  texts: readonly Text[],
  { entities, vocabulary, signal }: Encoder,
): Promise<Words[]> {
  return inSlices(encodeWords(texts, entities, vocabulary), signal);
}

function encodeReports(
  reports: readonly Report[],
  { entities, vocabulary, signal }: Encoder,
): Promise<Decided[]> {
  return inSlices(encodeDecided(reports, entities, vocabulary), signal);
}
