// What a search takes: `DATABASE_URL=… node bench/search.ts [ENTRIES…]`, on PostgreSQL with so many
// entries each, by default 100,000 and 1,000,000; then PGlite with 20,000 (SEARCH_PGLITE=… for
// others, 0 for none), and what of 2,000 texts is found of what is in them.

import { archiveFigures } from "./search/archive.ts";
import { recallFigures } from "./search/recall.ts";
import { withPglite, withServer } from "./search/stores.ts";
import { printFigures } from "./support/figures.ts";

const sizes = process.argv.slice(2).map(Number);
const onPglite = Number(process.env.SEARCH_PGLITE ?? 20_000);

for (const count of sizes.length > 0 ? sizes : [100_000, 1_000_000]) {
  const most = count > 100_000 ? 200 : 60;
  printFigures(await withServer((db) => archiveFigures(db, { count, most, on: "PostgreSQL" })));
}
if (onPglite > 0) {
  const size = { count: onPglite, most: 250, on: "PGlite" };
  printFigures(await withPglite((db) => archiveFigures(db, size)));
}
printFigures(await withServer(recallFigures));
