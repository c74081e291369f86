// Feeds beside a bare node:http that sends the same bytes and nginx that serves the same file, in the
// same run; what readers wait while entries are published; what writing a feed takes:
// `DATABASE_URL=… node bench/serve.ts [SECONDS] [ROUNDS]`; needs wrk, and nginx for its line.

import { beside } from "./serve/nginx.ts";
import { render } from "./serve/render.ts";
import { whilePublishing } from "./serve/while-publishing.ts";
import { against } from "./support/against.ts";
import { type Figure, printFigures } from "./support/figures.ts";
import { withServedArchive } from "./support/served.ts";

const effort = { seconds: Number(process.argv[2] ?? 5), rounds: Number(process.argv[3] ?? 5) };
const path = "/feeds/all.atom";
const least = 0.85;

const figures: Figure[] = render();
await withServedArchive(1500, async (served) => {
  for (const coding of ["identity", "gzip"] as const) {
    figures.push(...(await against(served, `feed, ${coding}`, { path, coding, least }, effort)));
  }
  const known = { path, coding: "gzip", isKnown: true, least } as const;
  figures.push(...(await against(served, "feed, 304", known, effort)));
  figures.push(...(await beside(served.url + path, effort)));
  figures.push(...(await whilePublishing(served, path, effort)));
});
printFigures(figures);
