import { describe, expect, test } from "vitest";
import { encodeWords, type Vocabulary } from "#candidates/rank-rows.ts";
import { trainTopic } from "#candidates/train.ts";
import { noEntities } from "#likeness/entities.ts";
import { unwanted, wanted } from "./invented-news.ts";
import { areaUnderCurve, judge, type Lessons, learnFrom, recallAt, type Told } from "./learning.ts";

/** Each story judged by what was learned from the nine tenths that it is not in. */
async function judgeInFolds(
  lessonsOf: (wanted: readonly Told[], unwanted: readonly Told[]) => Lessons,
  [yes, no]: readonly [readonly Told[], readonly Told[]],
): Promise<{ wanted: number[]; unwanted: number[] }> {
  const folds = 10;
  const judged = { wanted: [] as number[], unwanted: [] as number[] };
  for (let fold = 0; fold < folds; fold += 1) {
    const part = <T>(all: readonly T[], own: boolean): T[] =>
      all.filter((_, n) => (n % folds === fold) === own);
    const model = await learnFrom(lessonsOf(part(yes, false), part(no, false)));
    judged.wanted.push(...judge(model, part(yes, true)));
    judged.unwanted.push(...judge(model, part(no, true)));
  }
  return judged;
}

describe("learning from decisions", () => {
  test("tells stories it has not seen: AUC of at least 0.95, in Japanese and English", async () => {
    const judged = await judgeInFolds(
      (accepted, rejected) => ({ accepted, rejected }),
      [wanted, unwanted],
    );
    expect(areaUnderCurve(judged.wanted, judged.unwanted)).toBeGreaterThan(0.95);
  });

  test("the same lessons give the same bytes", async () => {
    const lessons = {
      entries: wanted.slice(20),
      accepted: wanted.slice(0, 20),
      rejected: unwanted,
    };
    const [first, second] = [await learnFrom(lessons), await learnFrom(lessons)];
    expect(Object.keys(first?.weights ?? {}).length).toBeGreaterThan(100);
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });

  test("from one kind alone, or next to nothing, nothing is learned", async () => {
    expect(await learnFrom({})).toBeNull();
    expect(await learnFrom({ accepted: wanted })).toBeNull();
    expect(await learnFrom({ rejected: unwanted })).toBeNull();
    expect(await learnFrom({ accepted: wanted, rejected: unwanted.slice(0, 4) })).toBeNull();
    expect(await learnFrom({ accepted: wanted.slice(0, 4), rejected: unwanted })).toBeNull();
    expect(await learnFrom({ entries: wanted, rejected: unwanted.slice(0, 5) })).not.toBeNull();
  });

  test("where the two kinds are alike, stories stay in the middle", async () => {
    const model = await learnFrom({ accepted: unwanted, rejected: unwanted });
    for (const score of judge(model, unwanted)) expect(score).toBeCloseTo(0.5, 3);
  });

  test("texts with nothing in them do no harm", async () => {
    const empty = Array.from({ length: 10 }, () => ({ title: "", lead: "。" }));
    const model = await learnFrom({ accepted: empty, rejected: empty, undecided: empty });
    expect(judge(model, empty)).toEqual(empty.map(() => 0.5));
    const scores = judge(await learnFrom({ accepted: [...wanted, ...empty], rejected: unwanted }), [
      ...empty,
      ...wanted,
    ]);
    expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
  });

  test("keeps at most 20,000 words, the weightiest", () => {
    const vocabulary: Vocabulary = new Map();
    // Each text twice, with some forty words that no other text has.
    const texts = Array.from({ length: 1_200 }, (_, n) => {
      const words = Array.from({ length: 40 }, (_, k) => `w${((n >> 1) * 40 + k).toString(36)}`);
      return { title: words.join(" "), lead: "" };
    });
    const stories = finish(encodeWords(texts, noEntities, vocabulary));
    expect(vocabulary.size).toBeGreaterThan(23_000);
    const entries = stories.filter((_, n) => n % 4 < 2);
    const undecided = stories.filter((_, n) => n % 4 >= 2);
    const lessons = { entries, undecided, accepted: [], rejected: [] };
    const model = finish(trainTopic(lessons, vocabulary));
    expect(Object.keys(model?.weights ?? {})).toHaveLength(20_000);
  });
});

function finish<T>(work: Generator<void, T, void>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

describe("source and hour", () => {
  const by = (stories: readonly Told[], source: string, hour: number): Told[] =>
    stories.map((story) => ({ ...story, publisher: source, source, hour }));
  const half = <T>(all: readonly T[], odd: 0 | 1): T[] => all.filter((_, n) => n % 2 === odd);

  test("raise what comes from where most was accepted", async () => {
    const stories = half(unwanted, 0);
    const model = await learnFrom({
      accepted: [...by(stories.slice(0, 30), "good", 9), ...by(stories.slice(30, 34), "bad", 21)],
      rejected: [...by(stories.slice(0, 4), "good", 9), ...by(stories.slice(4, 34), "bad", 21)],
    });
    const [from, to] = [by(half(unwanted, 1), "bad", 21), by(half(unwanted, 1), "good", 9)];
    const [low, high] = [judge(model, from), judge(model, to)];
    expect(high.every((score, n) => score > (low[n] ?? 1) + 0.1)).toBe(true);
  });

  test("are not learned from an archive that other sources made", async () => {
    const model = await learnFrom({ entries: wanted, undecided: by(unwanted, "polled", 9) });
    expect(Object.keys(model?.weights ?? {}).filter((term) => term.includes(":"))).toEqual([]);
  });

  test("do not outvote the words, even where nothing of a source was ever accepted", async () => {
    const model = await learnFrom({
      accepted: by(half(wanted, 0), "wire", 9),
      rejected: by(half(unwanted, 0), "sports", 9),
    });
    const scores = judge(model, by(half(wanted, 1), "sports", 9));
    const others = judge(model, by(half(unwanted, 1), "wire", 9));
    expect(areaUnderCurve(scores, others)).toBeGreaterThan(0.4);
  });
});

describe("on the first day, with an archive and a queue nobody has looked at", () => {
  /** Every tenth of the queue is wanted. */
  const archive = wanted.filter((_, n) => n % 6 !== 0);
  const inQueue = wanted.filter((_, n) => n % 6 === 0);

  test("the wanted come first: the queue itself stands in for rejections", async () => {
    const model = await learnFrom({ entries: archive, undecided: [...unwanted, ...inQueue] });
    const [yes, no] = [judge(model, inQueue), judge(model, unwanted)];
    expect(areaUnderCurve(yes, no)).toBeGreaterThan(0.9);
    expect(recallAt((yes.length + no.length) / 3, yes, no)).toBeGreaterThan(0.85);
  });

  test("undecided stories count less and less, and not at all beside a hundred rejections", async () => {
    const rejected = [...unwanted, ...unwanted].slice(0, 100);
    const lessons = { accepted: wanted, rejected };
    const model = await learnFrom({ ...lessons, undecided: wanted });
    expect(model).toMatchObject({ positives: wanted.length, negatives: 100, undecided: 0 });
    expect(JSON.stringify(model)).toBe(JSON.stringify(await learnFrom(lessons)));
    const few = await learnFrom({
      ...lessons,
      rejected: rejected.slice(0, 9),
      undecided: unwanted,
    });
    expect(few).toMatchObject({ negatives: 9 + unwanted.length, undecided: unwanted.length });
  });
});
