// Of 2,000 texts, what is found of what is in them: strings of one to six characters, cut anywhere.

import type { Db } from "#db/types.ts";
import { searchPublished } from "#entries/search-find.ts";
import { fold } from "#search/fold.ts";
import { parseQuery } from "#search/query.ts";
import { fillArchive } from "../desk/similar-archive.ts";
import { tell } from "../desk/similar-texts.ts";
import type { Figure } from "../support/figures.ts";

const [count, asked] = [2000, 500];

export async function recallFigures(db: Db): Promise<Figure[]> {
  await fillArchive(db, count);
  const texts = Array.from({ length: count }, (_, n) => {
    const { title, summary } = tell(n, Math.ceil(count / 6));
    return [fold(title), fold(summary)];
  });
  let [right, found, held] = [0, 0, 0];
  for (let n = 0; n < asked; n++) {
    const wanted = cut(texts[(n * 7919) % count]?.[n % 2] ?? "", n);
    const holds = texts.filter((lines) => lines.some((line) => line.includes(fold(wanted)))).length;
    const total = await countFound(db, wanted);
    held += Math.min(holds, 1000);
    found += total;
    right += Math.min(total, holds);
  }
  return [
    { name: `recall, of ${asked} strings in ${count} texts`, value: right / held, least: 1 },
    { name: "  precision", value: right / found },
  ];
}

async function countFound(db: Db, text: string): Promise<number> {
  const query = parseQuery(text, { topics: [] });
  const result = await searchPublished(db, query, { limit: 1, order: "newest", after: null });
  return result.outcome === "found" ? result.total.count : 0;
}

function cut(text: string, n: number): string {
  const characters = [...text].filter((one) => !/[\s、。]/.test(one));
  const start = (n * 104_729) % (characters.length - 6);
  return characters.slice(start, start + 1 + (n % 6)).join("");
}
