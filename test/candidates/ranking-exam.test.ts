// The ranking on an archive that is not ours and lies beside the project only. Negatives are invented
// news of the same days, in the same two languages. Editors' summaries have a style that leads have
// not, which would be told from news by itself: so what is judged is the headline alone.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Text } from "#candidates/rank-features.ts";
import { unwanted, wanted } from "./invented-news.ts";
import { areaUnderCurve, judge, learnFrom, recallAt } from "./learning.ts";

const file = fileURLToPath(
  new URL("../../../shared/data/archive-2025.entries.jsonl", import.meta.url),
);
const isThere = existsSync(file);
const title = isThere ? "ranking by an archive" : "ranking by an archive (../shared is not here)";
const folds = 13;

describe.skipIf(!isThere)(title, () => {
  const entries = isThere ? readEntries(file) : [];

  test("its own headlines, left out three at a time: AUC of at least 0.9", async ({ annotate }) => {
    const [yes, no]: [number[], number[]] = [[], []];
    for (let fold = 0; fold < folds; fold += 1) {
      const part = (all: readonly Text[], own: boolean): Text[] =>
        all.filter((_, n) => (n % folds === fold) === own);
      const model = await learnFrom({
        entries: part(entries, false),
        rejected: part(unwanted, false),
      });
      yes.push(...judge(model, headlines(part(entries, true))));
      no.push(...judge(model, headlines(part(unwanted, true))));
    }
    await annotate(`AUC ${areaUnderCurve(yes, no).toFixed(4)}`);
    expect(areaUnderCurve(yes, no)).toBeGreaterThan(0.9);
  });

  test("invented stories of its subject: AUC of at least 0.9", async ({ annotate }) => {
    const japanese = (texts: readonly Text[]): Text[] =>
      headlines(texts.filter(({ title }) => !/^[ -~]+$/.test(title)));
    const model = await learnFrom({ entries, undecided: unwanted });
    const [yes, no] = [judge(model, japanese(wanted)), judge(model, japanese(unwanted))];
    await annotate(`AUC ${areaUnderCurve(yes, no).toFixed(4)}`);
    expect(areaUnderCurve(yes, no)).toBeGreaterThan(0.9);
  });

  test("a first queue with half of it inside: recall@100 of 300 of 0.95", async ({ annotate }) => {
    const [known, others] = [0, 1].map((odd) => entries.filter((_, n) => n % 2 === odd));
    if (!known || !others) throw new Error("an archive has two halves");
    const [inQueue, news] = [headlines(others), queueOf(300 - others.length)];
    const model = await learnFrom({ entries: known, undecided: [...news, ...inQueue] });
    const [yes, no] = [judge(model, inQueue), judge(model, news)];
    await annotate(`recall ${recallAt(100, yes, no)}, AUC ${areaUnderCurve(yes, no).toFixed(4)}`);
    expect(recallAt(100, yes, no)).toBeGreaterThanOrEqual(0.95);
  });
});

function headlines(texts: readonly Text[]): Text[] {
  return texts.map(({ title }) => ({ title, lead: "" }));
}

/** Headlines of which the first half is one story's and the second another's. */
function queueOf(count: number): Text[] {
  return Array.from({ length: count }, (_, n) => {
    const { title: first = "" } = unwanted[n % unwanted.length] ?? {};
    const { title: second = "" } =
      unwanted[(n * 7 + 31 * Math.floor(n / unwanted.length)) % unwanted.length] ?? {};
    const title = first.slice(0, first.length / 2) + second.slice(second.length / 2);
    return { title: n < unwanted.length ? first : title, lead: "" };
  });
}

function readEntries(file: string): Text[] {
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { title: string; summary: string[] })
    .map(({ title, summary }) => ({ title, lead: summary.join("\n") }));
}
