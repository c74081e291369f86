// When a reader on a slow line sees the first row of a long page, and when it is all there.

import type { CDPSession } from "playwright-core";
import { noBrowser, openBrowser } from "../../test/support/browser.ts";
import type { Figure } from "../support/figures.ts";

/** Lighthouse's "slow 4G": 1.6 Mbit/s, 150 ms. */
const slow = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 93_750,
};

export async function firstRow(address: string): Promise<Figure[]> {
  const browser = await openBrowser();
  if (browser === null) {
    console.log(`no first row: ${noBrowser}`);
    return [];
  }
  const page = await browser.newPage({ viewport: { width: 360, height: 780 } });
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", slow);
  await page.goto(address, { waitUntil: "load" });
  // Chromium tells of a paint a frame after it.
  await page.waitForFunction('performance.getEntriesByName("first-contentful-paint").length > 0');
  const [painted, whole] = (await page.evaluate(`[
    performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    performance.getEntriesByType("navigation")[0]?.responseEnd,
  ]`)) as [number, number];
  await browser.close();
  return [
    // What Lighthouse calls good.
    { name: "a year on a slow line, first rows painted, ms", value: painted, most: 1_800 },
    { name: "a year on a slow line, all bytes there, ms", value: whole },
  ];
}
