// Builds src/likeness/idf-table.ts anew: `node bench/idf.ts ICUDT.dat SOTU_DIRECTORY`. Which files
// these are, and under which licences, is in docs/adr/0011.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { featuresOf, pairMark } from "#likeness/features.ts";
import { rarest } from "#likeness/idf.ts";
import { plainText } from "#likeness/plain-text.ts";
import { type Chances, countTexts, englishChances, japaneseChances } from "./idf/chances.ts";
import { readDictionary } from "./idf/icu-dictionary.ts";

const [icuFile = "", addressDirectory = ""] = process.argv.slice(2);
const output = join(import.meta.dirname, "../src/likeness/idf-table.ts");
/** As many texts of any kind stand beside our own. */
const general = 100;
/** Addresses are cut into texts of as many words as an English headline with its lead. */
const addressLength = 40;

/** Invented, one a line. */
const background = readFileSync(join(import.meta.dirname, "idf/background.txt"), "utf8");
const own = background
  .trim()
  .split("\n")
  .map((text) => featuresOf(plainText(text)));
const costs = readDictionary(readFileSync(icuFile));
const addresses = readAddresses(addressDirectory);
const isJapanese = (feature: string): boolean => /[^\p{Script=Latin}\p{N}.,'’]/u.test(feature);

const idf = new Map([
  ...weigh(
    own.filter((text) => text.some(isJapanese)),
    japaneseChances(costs),
    [...costs.keys(), ...[...costs.keys()].flatMap(pairsOf)],
  ),
  ...weigh(
    own.filter((text) => !text.some(isJapanese)),
    englishChances(addresses),
    addresses.flat(),
  ),
]);
writeFileSync(output, written(idf));
console.log(`${idf.size} features of ${own.length} own texts and ${addresses.length} of addresses`);

/** Those of the last ninety years: older ones have other words. */
function readAddresses(directory: string): string[][] {
  const files = readdirSync(directory).filter((file) => /^(19[3-9]|20)\d+.*\.txt$/.test(file));
  return files.flatMap((file) => {
    const features = featuresOf(plainText(readFileSync(join(directory, file), "utf8")));
    return Array.from({ length: Math.ceil(features.length / addressLength) }, (_, n) =>
      features.slice(n * addressLength, (n + 1) * addressLength),
    );
  });
}

/** The features that are less rare than `rarest`; what is the like of a number goes by its length. */
function weigh(texts: string[][], chances: Chances, more: readonly string[]): [string, number][] {
  const having = countTexts(texts);
  return [...new Set([...having.keys(), ...more])]
    .filter((feature) => !/^\d/.test(feature) && isFeature(feature))
    .map((feature): [string, number] => {
      const count = (having.get(feature) ?? 0) + general * chances(feature);
      return [feature, -Math.log(count / (texts.length + general))];
    })
    .filter(([, idf]) => idf < rarest - 0.05);
}

/** Chinese words are in the dictionary too; those in characters that Japanese lacks never occur. */
function isFeature(feature: string): boolean {
  return featuresOf(feature.replace(pairMark, "")).includes(feature);
}

function pairsOf(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, i) => pairMark + word.slice(i, i + 2));
}

function written(idf: ReadonlyMap<string, number>): string {
  const lines = Map.groupBy([...idf].toSorted(byName), ([, value]) => value.toFixed(1));
  const sorted = [...lines].toSorted(([a], [b]) => Number(a) - Number(b));
  const text = sorted.map(([value, found]) => [value, ...found.map(([name]) => name)].join(" "));
  return `// Made by bench/idf.ts and frozen: stored terms were weighed by it. Sources and licences: docs/adr/0011.

export const idfTable = \`
${text.join("\n")}
\`;
`;
}

function byName([a]: [string, number], [b]: [string, number]): number {
  return a < b ? -1 : 1;
}
