// Pages that are read without having been made for it.

import { expect } from "vitest";
import { answers } from "../../support/hostile-origin.ts";
import { type HostileCase, serves, story } from "../hostile-case.ts";

const page = { item: "li.news", title: "a", link: "a@href" };
const list = `<ul><li class="news"><a href="/1">${story}</a></ul>`;
const type = { "content-type": "text/html; charset=utf-8" };
const scraped = (): { kind: "page"; page: typeof page } => ({ kind: "page", page });

export const scrape: readonly HostileCase[] = [
  {
    ...{ number: 62, name: "a page that has changed its form", source: scraped },
    polls: () => [serves(list, type), serves(list.replaceAll("news", "card"), type)],
    expected: { outcome: "ok", flags: ["selector-empty"], titles: [story] },
  },
  {
    ...{ number: 63, name: "a page that robots.txt closes", source: scraped },
    robots: answers(200, { "content-type": "text/plain" }, "User-agent: *\nDisallow: /\n"),
    polls: () => [serves(list, type)],
    expected: { outcome: "robots-disallowed", titles: [], also: neverAsked },
  },
  {
    ...{ number: 63, name: "a page whose robots.txt fails", source: scraped },
    robots: answers(500),
    polls: () => [serves(list, type)],
    expected: { outcome: "robots-disallowed", titles: [], also: neverAsked },
  },
  {
    ...{ number: 64, name: "a page 50,000 elements deep", source: scraped },
    polls: () => [serves("<div>".repeat(50_000) + list, type)],
    expected: { outcome: "too-complex", titles: [] },
  },
];

function neverAsked({ heads }: { heads: string[] }): void {
  expect(heads).toEqual([]);
}
