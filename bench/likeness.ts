// What the likeness does on the tuning set, threshold by threshold, and what it costs:
// `node bench/likeness.ts`. The figures are in docs/adr/0011.

import { cosine } from "#likeness/cosine.ts";
import { likeEntryTerms } from "#likeness/like-entry.ts";
import { termsOf } from "#likeness/terms.ts";
import { bCubed, stackByAverage } from "../test/likeness/average-link.ts";
import { averagePrecision } from "../test/likeness/average-precision.ts";
import { shippedEntities } from "../test/likeness/shipped-entities.ts";
import { pairsInWindow, type Report, reports } from "../test/likeness/tuning.ts";

const weighed = reports.map((report) => ({ ...report, terms: termsOf(report, shippedEntities) }));
const pairs = pairsInWindow(weighed).map(({ a, b }) => ({
  languages: a.language === b.language ? a.language : "both",
  sameStory: a.story === b.story,
  isPositive: a.event === b.event,
  score: cosine(a.terms, b.terms),
}));
const languages = ["ja", "en", "both"];

for (const language of languages) {
  const these = pairs.filter((pair) => pair.languages === language);
  const apart = these.filter(({ isPositive, sameStory }) => isPositive || !sameStory);
  console.log(
    `${language.padEnd(5)} ${these.length} pairs, ${these.filter((pair) => pair.isPositive).length} of one event;`,
    `AP ${averagePrecision(these).toFixed(3)}, without the story's other parts ${averagePrecision(apart).toFixed(3)}`,
  );
}
console.log("\nabove  stacks  B³ P   B³ R   pairs: P and R of ja, en, both");
for (const above of [0.18, 0.24, 0.28, 0.32, 0.36, 0.4, 0.42, 0.44, 0.46, 0.5]) {
  const stacks = stackByAverage(weighed, above);
  const { precision, recall } = bCubed(stacks);
  const figures = [precision, recall].map((figure) => figure.toFixed(3)).join("  ");
  console.log(
    `${above.toFixed(2)}   ${String(stacks.length).padEnd(6)}  ${figures}  ${pairFigures(above)}`,
  );
}
console.log("");
measure("termsOf, Japanese", ofLanguage("ja"), (report) => termsOf(report, shippedEntities));
measure("termsOf, English", ofLanguage("en"), (report) => termsOf(report, shippedEntities));
measure("likeEntryTerms", ofLanguage("ja"), (report) => likeEntryTerms(report, shippedEntities));
const [some] = weighed;
if (some) measure("cosine", weighed, ({ terms }) => cosine(terms, some.terms));

function pairFigures(above: number): string {
  const figures = languages.map((language) => {
    const these = pairs.filter((pair) => pair.languages === language);
    const found = these.filter(({ score }) => score > above);
    const right = found.filter(({ isPositive }) => isPositive).length;
    const all = these.filter(({ isPositive }) => isPositive).length;
    const precision = found.length > 0 ? (right / found.length).toFixed(2) : "-   ";
    return `${precision} ${(right / all).toFixed(2)}`;
  });
  return figures.join("   ");
}

function ofLanguage(language: Report["language"]): readonly Report[] {
  return reports.filter((report) => report.language === language);
}

/** By the process's own time, so that what else the machine does is left out. */
function measure<Item>(name: string, items: readonly Item[], act: (item: Item) => unknown): void {
  const rounds = 40;
  for (let round = 0; round < 10; round += 1) items.forEach(act);
  const began = process.cpuUsage().user;
  for (let round = 0; round < rounds; round += 1) items.forEach(act);
  const each = (process.cpuUsage().user - began) / rounds / items.length;
  console.log(`${name.padEnd(18)} ${each.toFixed(1)} µs`);
}
