// Feeds in good order that say foolish things.

import { expect } from "vitest";
import { type HostileCase, rss, serves, story } from "../hostile-case.ts";

type Told = Parameters<typeof rss>[0];

const guid = (name: string): string => `<guid isPermaLink="false">${name}</guid>`;
const two = [
  { title: story, link: "https://news.example/1", more: guid("1") },
  { title: "潜水艦が出港", link: "https://news.example/2", more: guid("2") },
];
const both = two.map(({ title }) => title).toReversed();
const none = { added: 0, changed: 0 };

export const semantics: readonly HostileCase[] = [
  {
    ...{ number: 50, name: "one guid for every item" },
    polls: () => feeds(two.map((one) => ({ ...one, more: guid("same") }))),
    expected: { outcome: "ok", titles: both },
  },
  {
    ...{ number: 51, name: "a new guid at every poll" },
    polls: () =>
      feeds(
        [{ ...two[0], title: story, more: guid("a") }],
        [{ ...two[0], title: story, more: guid("b") }],
      ),
    expected: { outcome: "ok", titles: [story] },
  },
  {
    ...{ number: 52, name: "a guid used again for another story" },
    polls: () =>
      feeds(
        [{ ...two[0], title: story, more: guid("9") }],
        [{ ...two[1], title: "潜水艦が出港", more: guid("9") }],
      ),
    expected: { outcome: "ok", titles: [story, "潜水艦が出港"] },
  },
  {
    ...{ number: 53, name: "suddenly empty" },
    polls: () => feeds(two, []),
    expected: { outcome: "ok", titles: both, stored: [{ added: 2, changed: 0 }, none] },
  },
  {
    ...{ number: 54, name: "in another order" },
    polls: () => feeds(two, two.toReversed()),
    expected: { outcome: "ok", titles: both, stored: [{ added: 2, changed: 0 }, none] },
  },
  {
    ...{ number: 55, name: "a build date that always changes" },
    polls: () =>
      [1, 2].map((n) =>
        serves(rss(two, `<lastBuildDate>Tue, 24 Nov 2026 09:0${n}:00 GMT</lastBuildDate>`)),
      ),
    expected: { outcome: "ok", titles: both, stored: [{ added: 2, changed: 0 }, none] },
  },
  {
    ...{ number: 56, name: "a silent edit" },
    polls: () => feeds(two, [{ ...two[0], title: `${story}(訂正)` }]),
    expected: {
      ...{ outcome: "ok", titles: [both[0] ?? "", `${story}(訂正)`] },
      stored: [
        { added: 2, changed: 0 },
        { added: 0, changed: 1 },
      ],
    },
  },
  dated(),
  {
    ...{ number: 58, name: "links to scripts, and relative ones" },
    polls: () =>
      feeds([
        { title: "a", link: "javascript:alert(1)" },
        { title: "b", link: "/news/2" },
        { title: "c", link: "data:text/html,x" },
      ]),
    expected: {
      outcome: "ok",
      also: ({ candidates, origin }) => {
        const urls = candidates.map(({ title, url }) => [title, url]);
        expect(urls).toEqual([
          ["c", null],
          ["b", origin.url("/news/2")],
          ["a", null],
        ]);
      },
    },
  },
  {
    ...{ number: 59, name: "a script in a title" },
    polls: () =>
      feeds([
        { title: `<![CDATA[${story}<script>alert(1)</script>]]>`, link: "https://news.example/1" },
        { title: "&lt;img src=x onerror=alert(1)&gt;出港", link: "https://news.example/2" },
      ]),
    expected: { outcome: "ok", titles: ["出港", story] },
  },
  {
    ...{ number: 60, name: "1,000 stories at once" },
    polls: () =>
      feeds(Array.from({ length: 1_000 }, (_, n) => ({ title: `第${n}報`, more: guid(`${n}`) }))),
    expected: { outcome: "ok", stored: [{ added: 1_000, changed: 0 }] },
  },
  {
    ...{ number: 61, name: "a forged WebSub signature" },
    polls: () => [],
    expected: { outcome: "ok" },
    skip: "the archive subscribes to no hub; that a push is refused is in stories/websub.test.ts",
  },
];

function feeds(...each: readonly Told[]): ReturnType<HostileCase["polls"]> {
  return each.map((items) => serves(rss(items)));
}

/** The source's zone is Asia/Tokyo. */
function dated(): HostileCase {
  const dates = [
    ["Thu, 01 Jan 2099 00:00:00 GMT", "2099-01-01T00:00:00Z"],
    ["Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00Z"],
    ["Thu, 24 Jul 2025 20:16:00 JST", "2025-07-24T11:16:00Z"],
    ["令和7年7月24日 午後8時16分", "2025-07-24T11:16:00Z"],
    ["2025-07-24T20:16:00", "2025-07-24T11:16:00Z"],
    ["2025-07-24 24:00", "2025-07-24T15:00:00Z"],
    ["いつか", null],
  ] as const;
  const items = dates.map(([date], n) => ({
    ...{ title: date, more: `${guid(`${n}`)}<pubDate>${date}</pubDate>` },
  }));
  return {
    ...{ number: 57, name: "dates of every kind" },
    polls: () => feeds(items),
    expected: {
      outcome: "ok",
      also: ({ candidates }) => {
        const read = new Map(candidates.map((one) => [one.title, one.published_at]));
        expect([...read]).toHaveLength(dates.length);
        for (const [date, at] of dates) expect([date, read.get(date)]).toEqual([date, at]);
      },
    },
  };
}
