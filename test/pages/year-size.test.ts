// A year of a busy desk is a page of reasonable size.

import { expect, test } from "vitest";
import { makeDocument } from "#http/bytes.ts";
import { pageFrame } from "#pages/frame.ts";
import { viewOf } from "#pages/view.ts";
import { yearPage } from "#pages/year-page.ts";
import { archive, published } from "../support/published.ts";

/** Numbers in an order that nothing can be guessed from, the same at every run. */
function* numbers(): Generator<number, never> {
  for (let seed = 20260101; ; seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) yield seed;
}
const source = numbers();
const below = (limit: number): number => Math.floor((source.next().value / 2 ** 32) * limit);

/** As many words as a desk uses in a year, of two kanji each; kana between them. */
const words = Array.from({ length: 4000 }, () =>
  String.fromCodePoint(0x4e00 + below(3000), 0x4e00 + below(3000)),
);
const between = [
  "の",
  "は",
  "を",
  "が",
  "と",
  "に",
  "で",
  "、",
  "した。",
  "している。",
  "による",
  "",
];

function prose(length: number): string {
  let text = "";
  while (text.length < length) text += words[below(4000)] + (between[below(12)] ?? "");
  return text.slice(0, length);
}

test("1,500 entries are less than 300 KB on their way", async () => {
  const entries = Array.from({ length: 1500 }, (_, i) => {
    const on = Temporal.PlainDate.from("2026-01-01").add({ days: Math.floor(i / 5) });
    const [year, month, day] = [on.year, on.month, on.day];
    const two = (n: number): string => String(n).padStart(2, "0");
    const issue = on.add({ months: 1 });
    const id = `${two(issue.year % 100)}${two(issue.month)}-${two(month)}${two(day)}${two((i % 5) + 1)}`;
    return published(id, {
      ...{ on: `${year}-${two(month)}-${two(day)}`, title: prose(28), summary: prose(380) },
      reportedTime: `${two(below(24))}:${two(below(60))}`,
      source: ["瓦版通信", "東都新聞", "湾岸新聞", "Harbor Wire"][below(4)] ?? "",
      url: `https://news.example/stories/${source.next().value.toString(36)}`,
      topics: [["exercises", "ships", "ports"][below(3)] ?? ""],
    });
  });
  const page = yearPage(viewOf(archive, "ja"), 2026, entries.toReversed(), []);
  const document = await makeDocument("text/html", pageFrame(archive)(page).markup);
  expect(document.variants.identity.bytes.length).toBeGreaterThan(900_000);
  expect(document.variants.br.bytes.length).toBeLessThan(300_000);
  expect(document.variants.gzip.bytes.length).toBeLessThan(300_000);
});
