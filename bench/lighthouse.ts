// Lighthouse on a started archive: `DATABASE_URL=… node bench/lighthouse.ts`. Needs Chromium, and npm's
// registry for Lighthouse itself, which is no dependency of ours.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromiumPath, noBrowser } from "../test/support/browser.ts";
import { readingIds } from "../test/support/reading-archive.ts";
import { printFigures } from "./support/figures.ts";
import { withServedArchive } from "./support/served.ts";

const lighthouse = "lighthouse@13.5.0";
const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
const pages = [
  ["home", "/"],
  ["topic's year", "/2026/us-japan/"],
  ["entry", `/entries/${readingIds.followed}`],
  ["search", "/search"],
  ["search with results", "/search?q=%E8%A8%93%E7%B7%B4"],
] as const;
/** What somebody searched for asks to be in no index, which takes a third of these points. */
const isNotIndexed = (path: string): boolean => path.includes("?q=");

type Report = {
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { score: number | null; title: string; displayValue?: string }>;
};

const chromium = chromiumPath();
if (chromium === null) throw new Error(noBrowser);
const run = promisify(execFile);
const directory = await mkdtemp(join(tmpdir(), "kawaraban-lighthouse-"));

await withServedArchive(300, async ({ url }) => {
  for (const [name, path] of pages) {
    const report = await audit(url + path);
    printFigures(
      categories.map((category) => ({
        name: `${name}: ${category}`,
        value: (report.categories[category]?.score ?? Number.NaN) * 100,
        least: category === "seo" && isNotIndexed(path) ? undefined : 98,
      })),
    );
    for (const { title, displayValue = "" } of shortOf(report)) {
      console.log(`    ${title} ${displayValue}`);
    }
  }
});
await rm(directory, { recursive: true });

async function audit(address: string): Promise<Report> {
  const file = join(directory, "report.json");
  const words = [
    ...["--yes", lighthouse, address, "--quiet", "--output=json", `--output-path=${file}`],
    ...[`--only-categories=${categories.join()}`, "--chrome-flags=--headless --no-sandbox"],
  ];
  const env = { ...process.env, CHROME_PATH: chromium ?? "" };
  await run("npx", words, { env, timeout: 300_000 });
  return JSON.parse(await readFile(file, "utf8")) as Report;
}

/** What took points away. */
function shortOf({ audits }: Report): Report["audits"][string][] {
  return Object.values(audits).filter(({ score }) => score !== null && score < 0.9);
}
