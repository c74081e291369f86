// The queue in the order in which editors would want to see it.

import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openRanking, type Ranking } from "#app/rank-jobs.ts";
import { gather } from "#candidates/gather.ts";
import { replaceModels } from "#candidates/rank-store.ts";
import { stacks } from "#candidates/table.ts";
import { trainIfDue } from "#candidates/training.ts";
import type { Db } from "#db/types.ts";
import { claimSlot } from "#jobs/store.ts";
import { noEntities } from "#likeness/entities.ts";
import { unwanted, wanted } from "../candidates/invented-news.ts";
import { areaUnderCurve } from "../candidates/learning.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { onServer, openTestDatabase } from "../support/database.ts";
import { atomFeed } from "../support/feeds.ts";
import { quietLog } from "../support/log.ts";
import { type Origin, openOrigin } from "../support/origin.ts";
import { publish, published } from "../support/published.ts";

const ja = ({ title }: { title: string }): boolean => !/^[ -~]+$/.test(title);
const [yes, no] = [wanted.filter(ja), unwanted.filter(ja).slice(0, 50)];
const isWanted = (title: unknown): boolean => yes.some((one) => one.title === title);

type Listed = {
  id: number;
  title: string;
  version: number;
  rank: {
    score: number;
    topic: string | null;
    mixed_in: boolean;
    terms: { term: string; weight: number }[];
  };
};

let db: Db;
let app: TestApp;
let origin: Origin;
let as: string;
const clock = testClock("2026-11-24T12:00:00Z");

beforeEach(async () => {
  clock.set("2026-11-24T12:00:00Z");
  db = await openTestDatabase();
  origin = await openOrigin();
  app = await startTestApp(db, {
    clock,
    sources: [{ id: "wire", name: "潮見新報", address: [origin.url("/atom")] }],
  });
  as = await app.key("editor");
});
afterEach(async () => {
  await app.close();
  await origin.close();
});

/** All of them in the feed at once, in an order that tells nothing. */
async function bring(stories: readonly { title: string; lead: string }[]): Promise<void> {
  const mixed = stories.toSorted((a, b) => (a.lead < b.lead ? -1 : 1));
  const told = mixed.map(({ title, lead }) => ({
    ...{ title, lead, link: `https://wire.example/${encodeURIComponent(title)}` },
    date: "2026-11-24T00:30:00Z",
  }));
  origin.answer("/atom", { body: atomFeed(told) });
  await gather(app.parts.gather);
  await app.stack();
}

async function queue(sort = "rank"): Promise<Listed[]> {
  const { json } = await app.call("GET", `/api/stacks?sort=${sort}&limit=200`, { as });
  return json.items as unknown as Listed[];
}

async function learn(): Promise<number | null> {
  const { training, ranker } = app.parts.ranking;
  const generation = await trainIfDue(training);
  await ranker.rankRest(db);
  return generation;
}

/** The share of the wanted that stand in the first third. */
function recall(listed: readonly Listed[]): number {
  const first = listed.slice(0, listed.length / 3).filter(({ title }) => isWanted(title));
  return first.length / listed.filter(({ title }) => isWanted(title)).length;
}

describe("decisions", () => {
  /** Takes half of the wanted and rejects half of the others, as one editor would. */
  async function decideHalf(): Promise<void> {
    const all = await queue("newest");
    const half = (list: readonly Listed[]): Listed[] => list.filter((_, n) => n % 2 === 0);
    const accepted = half(all.filter(({ title }) => isWanted(title)));
    const rejected = half(all.filter(({ title }) => !isWanted(title)));
    expect([accepted.length >= 15, rejected.length >= 20]).toEqual([true, true]);
    const decisions = [
      ...accepted.map(({ id }) => ({ stack: id, decision: "accept" })),
      ...rejected.map(({ id }) => ({ stack: id, decision: "reject", reason: "off topic" })),
    ];
    const done = await app.call("POST", "/api/decisions", { as, body: { decisions } });
    const results = done.json.results as { entry: number | null }[];
    await Promise.all(results.map(({ entry }) => entry !== null && giveTopic(entry)));
  }

  async function giveTopic(entry: number): Promise<void> {
    const { headers, json } = await app.call("GET", `/api/entries/${entry}`, { as });
    if (JSON.stringify(json.topics).includes("us-japan")) return;
    const given = await app.call("PATCH", `/api/entries/${entry}`, {
      as,
      body: { topics: ["us-japan"] },
      headers: { "if-match": String(headers.get("etag")) },
    });
    expect(given.status).toBe(200);
  }

  test("order what is left, and each rank explains itself", async () => {
    await bring([...yes, ...no]);
    const before = await queue();
    expect(before.every(({ rank }) => rank.score === 0.5 && rank.topic === null)).toBe(true);
    expect(before.map(({ id }) => id)).toEqual((await queue("newest")).map(({ id }) => id));
    await decideHalf();
    expect(await learn()).toBe(1);

    const left = (await queue()).filter(({ rank }) => !rank.mixed_in);
    const scores = (good: boolean): number[] =>
      left.filter(({ title }) => isWanted(title) === good).map(({ rank }) => rank.score);
    expect(areaUnderCurve(scores(true), scores(false))).toBeGreaterThan(0.9);
    const [top] = left;
    expect(isWanted(top?.title)).toBe(true);
    expect(top?.rank).toMatchObject({ topic: "us-japan", terms: [{}, {}, {}] });
    expect(top?.rank.score).toBeGreaterThan(0.5);
    expect(top?.rank.terms.some(({ weight }) => weight > 0)).toBe(true);
    expect(left.at(-1)?.rank.score).toBeLessThan(0.5);
    expect(left.at(-1)?.rank.terms[0]?.weight).toBeLessThan(0);

    // Ranking hides nothing, and is nothing that an editor's version would notice.
    const versions = new Map(before.map(({ id, version }) => [id, version]));
    const newest = await queue("newest");
    expect(newest.length).toBeGreaterThan(40);
    for (const { id, version } of newest) expect(version).toBe(versions.get(id));
    const ids = (listed: readonly Listed[]): number[] => listed.map(({ id }) => id).toSorted();
    expect(ids(await queue())).toEqual(ids(newest));
  });

  test("are learned from once, and again when enough have come", async () => {
    await bring([...yes, ...no]);
    await decideHalf();
    expect(await learn()).toBe(1);
    clock.advance({ hours: 1 });
    expect(await learn()).toBeNull();
    const decisions = (await queue()).slice(0, 20).map(({ id }) => ({
      ...{ stack: id, decision: "reject" },
    }));
    await app.call("POST", "/api/decisions", { as, body: { decisions } });
    expect(await learn()).toBe(2);
    const ranked = await db.select().from(stacks).where(eq(stacks.state, "new"));
    expect(new Set(ranked.map(({ rankedBy }) => rankedBy))).toEqual(new Set([2]));
  });

  test("of a story that the archive had already say nothing against it", async () => {
    await publish(db, 1, published("2612-112401", { on: "2026-11-24", topics: ["us-japan"] }));
    await bring([...yes, ...no]);
    await decideHalf();
    for (const { id, title } of await queue()) {
      if (!isWanted(title)) continue;
      const body = { duplicate_of: "2612-112401" };
      const done = await app.call("POST", `/api/stacks/${id}/reject`, { as, body });
      expect(done.status).toBe(200);
    }
    await learn();
    const { json } = await app.call("GET", "/api/ranking", { as });
    const rejected = await db.select().from(stacks).where(eq(stacks.state, "rejected"));
    const against = rejected.filter(({ duplicateOf }) => duplicateOf === null);
    expect(rejected.length).toBeGreaterThan(against.length + 10);
    const [topic] = json.topics as { negatives: number; undecided: number }[];
    expect(Number(topic?.negatives) - Number(topic?.undecided)).toBe(against.length);
  });

  test("tell an editor what was learned and what is missed", async () => {
    const nobody = await app.call("GET", "/api/ranking");
    expect(nobody.status).toBe(401);
    const untaught = { decided: 0, accepted: 0, share: null };
    const before = await app.call("GET", "/api/ranking", { as });
    expect(before.json.topics).toMatchObject([
      { topic: "us-japan", trained_at: null, positives: 0, raising: [], mixed_in: untaught },
      { topic: "harbour", trained_at: null, top: untaught },
    ]);
    await bring([...yes, ...no]);
    await decideHalf();
    await learn();
    const ranked = { rankTopic: "us-japan", rankedBy: 1, rank: 0.2, isMixedIn: true };
    const [missed, ...others] = await queue();
    for (const one of [missed, ...others.slice(0, 3)]) {
      const state = one === missed ? "accepted" : "rejected";
      await db
        .update(stacks)
        .set({ ...ranked, state })
        .where(eq(stacks.id, one?.id ?? 0));
    }
    const after = await app.call("GET", "/api/ranking", { as });
    const [topic] = after.json.topics as {
      raising: { term: string; weight: number }[];
      lowering: { term: string; weight: number }[];
    }[];
    expect(topic).toMatchObject({
      ...{ topic: "us-japan", trained_at: "2026-11-24T12:00:00Z" },
      mixed_in: { decided: 4, accepted: 1, share: 0.25 },
    });
    expect([topic?.raising.length, topic?.lowering.length]).toEqual([10, 10]);
    expect(topic?.raising.map(({ term }) => term)).toContain("訓練");
    expect(Number(topic?.raising[0]?.weight)).toBeGreaterThan(Number(topic?.raising[9]?.weight));
    expect(Number(topic?.lowering[0]?.weight)).toBeLessThan(0);
  });
});

describe("an imported archive", () => {
  const inArchive = yes.filter((_, n) => n % 6 !== 0);
  const inQueue = yes.filter((_, n) => n % 6 === 0);

  async function importArchive(): Promise<void> {
    const entries = inArchive.map(({ title, lead }, n) => {
      const id = `2608-07${String((n % 28) + 1).padStart(2, "0")}${String(n + 10)}`;
      return published(id, { on: "2026-07-01", title, summary: lead, topics: ["us-japan"] });
    });
    await publish(db, 1, ...entries);
  }

  test("orders the first queue, before anybody has decided anything", async () => {
    await importArchive();
    expect(await learn()).toBeNull();
    await bring([...inQueue, ...no]);
    expect(await learn()).toBe(1);
    expect(recall((await queue()).filter(({ rank }) => !rank.mixed_in))).toBeGreaterThan(0.85);
    const { json } = await app.call("GET", "/api/ranking", { as });
    expect(json.topics).toMatchObject([{ positives: inArchive.length }, { trained_at: null }]);
  });

  test("is learned from once by two replicas that start together", async () => {
    await importArchive();
    await bring([...inQueue, ...no]);
    const open = (): Ranking =>
      openRanking(app.parts.config.archive, {
        ...{ db, clock, log: quietLog, entities: noEntities },
      });
    const replicas = [open(), open(), open()];
    const trained = await Promise.all(replicas.map(({ training }) => trainIfDue(training)));
    expect(trained.filter((generation) => generation !== null)).toEqual([1]);
    const ranked = await Promise.all(replicas.map(({ ranker }) => ranker.rankRest(db)));
    const left = await db.select().from(stacks).where(eq(stacks.rankedBy, 0));
    expect(left).toEqual([]);
    const all = await queue();
    expect(ranked.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(all.length);
  });

  test("waits while another replica is learning", async () => {
    await importArchive();
    await bring(no);
    const slot = Temporal.Instant.fromEpochMilliseconds(0);
    expect(await claimSlot(db, "train ranking", slot)).not.toBeNull();
    expect(await learn()).toBeNull();
    expect((await queue()).every(({ rank }) => rank.score === 0.5)).toBe(true);
  });

  test("of two trainings that end together the second writes nothing", async () => {
    const model = (topic: string, generation: number) => ({
      ...{ topic, generation, trainedAt: clock(), bias: generation, weights: {} },
      ...{ positives: 9, negatives: 9, undecided: 0, decisions: 9 },
    });
    expect(await replaceModels(db, [model("us-japan", 1), model("harbour", 1)])).toBe(true);
    expect(await replaceModels(db, [model("us-japan", 1), model("harbour", 1)])).toBe(false);
    expect(await replaceModels(db, [model("us-japan", 2)])).toBe(true);
    const { json } = await app.call("GET", "/api/ranking", { as });
    expect(json.topics).toMatchObject([{ positives: 9 }, { positives: 0 }]);
  });

  test("is given up at once when the program ends, and taken up by the next", async () => {
    await importArchive();
    await bring(no);
    const { training } = app.parts.ranking;
    expect(await trainIfDue(training, AbortSignal.abort())).toBeNull();
    expect(await learn()).toBe(1);
  });

  test.runIf(onServer())("does not wait for a story somebody is deciding", async () => {
    await importArchive();
    await bring([...inQueue, ...no]);
    const [first] = await queue();
    const id = first?.id ?? 0;
    await db.transaction(async (held) => {
      await held.select().from(stacks).where(eq(stacks.id, id)).for("update");
      await learn();
    });
    const [locked] = await db.select().from(stacks).where(eq(stacks.id, id));
    expect(locked?.rankedBy).toBe(0);
    expect(await app.parts.ranking.ranker.rankRest(db)).toBe(1);
  });
});
