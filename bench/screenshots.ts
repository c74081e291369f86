// What the pages look like, kept under docs/screens: `DATABASE_URL=… node bench/screenshots.ts`. Looked
// at by people; the tests look at the rest.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { noBrowser, openBrowser } from "../test/support/browser.ts";
import { readingIds } from "../test/support/reading-archive.ts";
import { withServedArchive } from "./support/served.ts";

const directory = fileURLToPath(new URL("../docs/screens", import.meta.url));
const pages = [
  ["home", "/"],
  ["year", "/2026/"],
  ["topic-year", "/2026/us-japan/"],
  ["entry", `/entries/${readingIds.followed}`],
  ["sources", "/sources/"],
  ["search", "/search?q=%E8%A8%93%E7%B7%B4"],
] as const;
/** A phone, a tablet and a desk, each one screen high. */
const screens = [
  { width: 360, height: 780 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];

const browser = await openBrowser();
if (browser === null) throw new Error(noBrowser);
await mkdir(directory, { recursive: true });
await withServedArchive(300, async ({ url }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of screens) await shoot(browser, url, { colorScheme, viewport });
  }
});
await browser.close();

async function shoot(
  browser: Browser,
  url: string,
  look: { colorScheme: "light" | "dark"; viewport: (typeof screens)[number] },
): Promise<void> {
  const context = await browser.newContext(look);
  const page = await context.newPage();
  for (const [name, path] of pages) {
    const response = await page.goto(url + path);
    if (response?.status() !== 200) throw new Error(`${path}: ${response?.status()}`);
    const file = `${name}-${look.viewport.width}-${look.colorScheme}.png`;
    await page.screenshot({ path: `${directory}/${file}` });
    console.log(file);
  }
  await context.close();
}
