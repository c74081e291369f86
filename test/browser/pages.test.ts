// Every kind of page in Chromium: readable to all (axe-core), at any width, alone, and without script.

import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { unzipSync } from "fflate";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { noBrowser, openBrowser, overflow } from "../support/browser.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { kindsOfPage } from "../support/kinds-of-page.ts";
import { fillReadingArchive } from "../support/reading-archive.ts";

let app: TestApp;
let browser: Browser | null;

beforeAll(async () => {
  browser = await openBrowser();
  if (browser === null) return;
  const db = await openTestDatabase();
  await fillReadingArchive(db, 40);
  app = await startTestApp(db, {
    clock: testClock("2026-08-02T00:00:00Z"),
    sources: [{ id: "wire", name: "Harbor Wire", language: "en" }],
  });
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});
beforeEach(({ skip }) => {
  if (browser === null) skip(noBrowser);
});

const looks = [
  { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { colorScheme: "dark", viewport: { width: 360, height: 780 } },
] as const;

describe.each(looks)("in $colorScheme, $viewport.width pixels wide", (look) => {
  let context: BrowserContext;
  let page: Page;
  let asked: string[];
  let complaints: string[];

  beforeAll(async () => {
    if (browser === null) return;
    context = await browser.newContext(look);
    page = await context.newPage();
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
  });
  afterAll(() => context?.close());
  beforeEach(() => {
    asked = [];
    complaints = [];
  });

  test.each(kindsOfPage)("%s (%s)", async (_, address) => {
    await page.goto(app.url + address);
    expect(await faults(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(asked.filter((url) => !url.startsWith(`${app.url}/`))).toEqual([]);
    // Chromium tells of a 404 as well as of what the page's policy forbids.
    expect(complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
  });
});

/** A line for each element that breaks a rule, best practices included. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run()")) as axe.AxeResults;
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} (${target.join(" ")}: ${html.slice(0, 200)})`),
  );
}

test("axe finds what is wrong, where something is", async () => {
  const page = await (browser as Browser).newPage();
  await page.setContent(
    '<html lang="ja"><body><img src="x"><p style="color:#ccc">薄い</p></body></html>',
  );
  const found = (await faults(page)).join("\n");
  for (const rule of ["image-alt", "color-contrast", "document-title"])
    expect(found).toContain(rule);
  await page.close();
});

test("a year's folder opens from a disk: styled, linked, without the network", async () => {
  const zip = await (await fetch(`${app.url}/2026.zip`)).arrayBuffer();
  const directory = mkdtempSync(join(tmpdir(), "kawaraban-year-"));
  for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(zip)))) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), bytes);
  }
  const context = await (browser as Browser).newContext({ offline: true });
  const page = await context.newPage();
  const failed: string[] = [];
  page.on("requestfailed", (request) => failed.push(request.url()));
  await page.goto(pathToFileURL(join(directory, "2026/us-japan/index.html")).href);
  const font = (): Promise<string> => page.evaluate("getComputedStyle(document.body).maxWidth");
  expect(await font()).not.toBe("none");
  await page.click("a.id");
  expect(page.url()).toMatch(/2026\/entries\/\d{4}-\d{6}\.html$/);
  expect(await font()).not.toBe("none");
  expect(failed).toEqual([]);
  await context.close();
  rmSync(directory, { recursive: true });
});
