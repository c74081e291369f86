// A page is made anew when one of its tags changes, so it names whatever it shows.

import { expect, test } from "vitest";
import { entryPage } from "#pages/entry-page.ts";
import { homePage } from "#pages/home-page.ts";
import { sourcePage } from "#pages/source-page.ts";
import { topicPage } from "#pages/topic-page.ts";
import { topicYearPage } from "#pages/topic-year-page.ts";
import { viewOf } from "#pages/view.ts";
import { yearPage } from "#pages/year-page.ts";
import { archive, published, samples } from "../support/published.ts";

const view = viewOf(archive, "ja");
const [ships] = archive.topics.filter(({ slug }) => slug === "ships");
if (!ships) throw new Error("the test's archive has a topic ships");

test("the front page changes with everything, a year with what is in it", () => {
  expect(homePage(view, samples, [2026]).tags).toEqual(["all"]);
  expect(yearPage(view, 2026, samples, []).tags).toEqual(["year:2026", "years"]);
  expect(topicPage(view, ships, { latest: samples, years: [] }).tags).toEqual([
    ...["topic:ships", "years"],
  ]);
});

test("a topic's year changes also when what it cites becomes public, or is no more", () => {
  const context = { entries: samples, years: [2026], publicIds: new Set<string>() };
  expect(topicYearPage(view, ships, 2026, context).tags).toEqual([
    ...["topic:ships/2026", "years", "entry:2608-072416", "entry:2501-010101"],
  ]);
});

test("an entry changes with whatever its page shows, or would", () => {
  const far = published("2606-050101", { on: "2026-05-01", related: ["2606-050102"] });
  const entry = published("2608-070101", { on: "2026-07-01", related: ["2501-010101"] });
  const citing = published("2608-070201", { on: "2026-07-02", related: [entry.archiveId] });
  const context = { cited: [], citing: [citing], line: [far, entry, citing], revisions: [] };
  expect(entryPage(view, entry, context).tags.toSorted()).toEqual(
    ["2501-010101", "2606-050101", "2606-050102", "2608-070101", "2608-070201"].map(
      (id) => `entry:${id}`,
    ),
  );
});

test("a source changes under each of its names, folded", () => {
  const day = Temporal.PlainDate.from("2026-05-01");
  const reporting = {
    publisher: { slug: "wire", name: "Quay Wire", nameEn: null, folded: ["quaywire", "波止場"] },
    spellings: ["Quay  Wire"],
    ...{ entries: 1, first: day, last: day },
  };
  const part = { entries: [], before: undefined, hasMore: false };
  expect(sourcePage(view, reporting, part).tags).toEqual(["source:quaywire", "source:波止場"]);
});
