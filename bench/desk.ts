// What the desk reckons by itself, and how long it takes:
// `DATABASE_URL=… node bench/desk.ts [PART …]`; without a name all parts.

import { rankingFigures } from "./desk/ranking.ts";
import { similarFigures } from "./desk/similar.ts";
import { stackingFigures } from "./desk/stacking.ts";
import { type Figure, printFigures } from "./support/figures.ts";

const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  ranking: rankingFigures,
  similar: similarFigures,
  stacking: stackingFigures,
};

const named = process.argv.slice(2);
for (const name of named.length > 0 ? named : Object.keys(parts)) {
  const measure = parts[name];
  if (!measure) throw new Error(`no part ${name}; there are ${Object.keys(parts).join(", ")}`);
  printFigures(await measure());
}
