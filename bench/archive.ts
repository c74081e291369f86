// Pages served beside a bare node:http that sends the same bytes in the same run, and what a year of
// 1,500 entries weighs: `DATABASE_URL=… node bench/archive.ts [SECONDS] [ROUNDS]`; needs wrk.

import { readingIds } from "../test/support/reading-archive.ts";
import { firstRow } from "./archive/first-row.ts";
import { oneChange } from "./archive/one-change.ts";
import { against } from "./support/against.ts";
import { type Figure, printFigures } from "./support/figures.ts";
import { type Served, withServedArchive } from "./support/served.ts";

const effort = { seconds: Number(process.argv[2] ?? 5), rounds: Number(process.argv[3] ?? 5) };
const entriesInYear = 1500;
const codings = ["identity", "gzip", "br"] as const;
const permalink = `/entries/${readingIds.followed}`;
const page = { coding: "gzip", least: 0.8 } as const;

await withServedArchive(entriesInYear, async (served) => {
  printFigures([
    ...(await against(served, "front page", { ...page, path: "/" }, effort)),
    ...(await against(served, "permalink", { ...page, path: permalink }, effort)),
    ...(await against(
      served,
      "permalink, 304",
      { ...page, path: permalink, isKnown: true },
      effort,
    )),
    ...(await weight(served, "/2026/")),
    ...(await weight(served, "/2026/us-japan/")),
    ...(await oneChange(served.db)),
    ...(await firstRow(`${served.url}/2026/us-japan/`)),
  ]);
});

async function weight({ url }: Served, path: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const coding of codings) {
    const response = await fetch(url + path, { headers: { "accept-encoding": coding } });
    const bytes = Number(response.headers.get("content-length"));
    await response.arrayBuffer();
    const most = coding === "identity" ? undefined : 300;
    figures.push({ name: `${path} in ${coding}, KB`, value: bytes / 1000, most });
  }
  return figures;
}
