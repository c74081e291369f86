// XML that is meant to explode, to leak, or only badly made.

import { expect } from "vitest";
import { good, type HostileCase, rss, rssItem, serves, story } from "../hostile-case.ts";

const laughs = Array.from(
  { length: 9 },
  (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
).join("");
const laughing = `<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]>`;
const leaking = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
const two = [
  { title: story, link: "https://news.example/1" },
  { title: "潜水艦が出港", link: "https://news.example/2" },
];

export const xml: readonly HostileCase[] = [
  {
    ...one(41, "a billion laughs", declared(laughing, `${story}&l9;`), ["repaired"]),
    expected: {
      ...{ outcome: "ok" },
      also: ({ candidates }) => {
        expect(candidates).toHaveLength(1);
        expect(candidates[0]?.title).not.toContain("lol");
      },
    },
  },
  {
    ...one(42, "an entity that reads a file", declared(leaking, `${story}&x;`), ["repaired"]),
    expected: {
      ...{ outcome: "ok" },
      also: ({ candidates }) => {
        expect(candidates).toHaveLength(1);
        expect(JSON.stringify(candidates)).not.toContain("root:");
      },
    },
  },
  {
    ...{ number: 43, name: "elements 20,000 deep" },
    polls: () => [
      serves(rss("<x>".repeat(20_000) + "</x>".repeat(20_000) + rssItem({ title: "a" }))),
    ],
    expected: { outcome: "too-complex", detail: /deeper than 200/ },
  },
  {
    ...{ number: 43, name: "a million elements" },
    polls: () => [serves(rss("<x/>".repeat(1_000_000)))],
    expected: { outcome: "too-complex", detail: /over 300000 elements/ },
  },
  one(
    44,
    "bare ampersands and entities of HTML",
    rss([{ title: "A & B&nbsp;caf&eacute;" }]),
    ["repaired"],
    "A & B café",
  ),
  one(
    45,
    "control characters",
    rss([{ title: `${story}\0\u0001&#0;&#x1f;&#xD800;\ufffe` }]),
    ["lenient", "repaired"],
    `${story}\ufffd\ufffd`,
  ),
  one(46, "a warning of PHP before it", `<br />\n<b>Warning</b>: x in y.php\n${good}`, [
    "repaired",
  ]),
  {
    ...{ number: 47, name: "cut short" },
    polls: () => [serves(rss(two)), serves(rss(two).split("潜水")[0] ?? "")],
    expected: {
      ...{ outcome: "ok", flags: ["lenient"], titles: two.map(({ title }) => title).toReversed() },
      stored: [
        { added: 2, changed: 0 },
        { added: 0, changed: 0 },
      ],
    },
  },
  {
    ...one(
      48,
      "names such as __proto__",
      rss([{ title: story, more: "<__proto__><polluted>1</polluted></__proto__><constructor/>" }]),
      [],
    ),
  },
  one(
    49,
    "a namespace that nobody knows",
    rss([{ title: story, more: '<z:title xmlns:z="urn:z">no</z:title><z:link/>' }]),
    [],
  ),
];

function one(
  number: number,
  name: string,
  body: string,
  flags: readonly string[],
  title = story,
): HostileCase {
  return {
    number,
    name,
    polls: () => [serves(body)],
    expected: { outcome: "ok", flags, titles: [title] },
  };
}

function declared(doctype: string, title: string): string {
  return rss([{ title }]).replace("<rss", `${doctype}<rss`);
}
