import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseArchiveId } from "#entries/archive-id.ts";
import { featuresOf, heaviest, identityTerms, indexTerms } from "#entries/entry-terms.ts";
import { rankAlike, type Similar } from "#entries/similar.ts";
import { queryOf, type Story, wantedTerms } from "#entries/similar-query.ts";
import type { Alike } from "#entries/similar-store.ts";
import { noEntities, openEntities } from "#likeness/entities.ts";
import { hashTerm } from "#likeness/hash-term.ts";

const entities = openEntities([{ names: ["Winter Beacon", "冬の灯"] }]);

function archived(id: string, text: Partial<Alike> & { summary?: string } = {}): Alike {
  const archiveId = parseArchiveId(id);
  if (archiveId === null) throw new Error(`${id} is not an archive id`);
  const { title = "灯台の修理", summary = "", url = null, related = [] } = text;
  const reportedOn = text.reportedOn ?? Temporal.PlainDate.from("2026-07-24");
  const indexed = indexTerms({ title, summary, url }, entities);
  return { archiveId, title, url, related, reportedOn, ...indexed };
}

function story(title: string, more: Partial<Story> = {}): Story {
  const reports = [{ title, text: "", url: null }];
  return {
    ...{ reports, cites: [], archiveId: null },
    ...{ on: Temporal.PlainDate.from("2026-07-27"), ...more },
  };
}

const rank = (wanted: Story, alike: Alike[], limit = 5): Similar[] =>
  rankAlike(queryOf(wanted, entities), alike, limit);
const kinds = (similar: Similar | undefined): unknown[] =>
  (similar?.reasons ?? []).map(({ kind }) => kind);

describe("similar entries", () => {
  test("come in the order of their likeness, of equals the newest first", () => {
    const found = rank(story("掃海訓練が東湾で始まる"), [
      archived("2608-072401", { title: "東湾の漁協が総会" }),
      archived("2608-072402", { title: "掃海訓練が北湾で終わる" }),
      archived("2608-072403", { title: "掃海訓練が北湾で終わる" }),
      archived("2608-072404", { title: "掃海訓練が東湾で続く" }),
      archived("2608-072405", { title: "パン屋の開店" }),
    ]);
    expect(found.map(({ archiveId }) => archiveId)).toEqual([
      ...["2608-072404", "2608-072403", "2608-072402", "2608-072401"],
    ]);
  });

  test("name what is shared, entities by themselves", () => {
    const [found] = rank(story("Crews finish Winter Beacon in the eastern bay"), [
      archived("2608-072401", { title: "「冬の灯」終わる", summary: "Eastern Bay has reopened." }),
    ]);
    expect(found?.reasons).toEqual([
      { kind: "entity", of: ["Winter Beacon"] },
      { kind: "terms", of: ["bay", "eastern"] },
      { kind: "days", of: ["3"] },
    ]);
  });

  test.each([
    ["2026-07-13", ["terms", "days"]],
    ["2026-08-10", ["terms", "days"]],
    ["2026-07-12", ["terms"]],
    ["2025-07-27", ["terms"]],
  ])("of %s are near in time or not", (on, expected) => {
    const reportedOn = Temporal.PlainDate.from(on);
    const [found] = rank(story("灯台の修理"), [
      archived("2608-072401", { title: "灯台の改修", reportedOn }),
    ]);
    expect(kinds(found)).toEqual(expected);
  });

  test("of the same address or headline are the story itself", () => {
    const url = "https://wire.example/1?utm_source=feed#top";
    const reports = [
      { title: "東湾灯台の修理が長引く", text: "", url: null },
      { title: "Lighthouse", text: "", url: "https://wire.example/1" },
    ];
    const [byAddress, byHeadline, other] = rank(story("", { reports }), [
      archived("2608-072403", { title: "東湾灯台の修理終わる" }),
      archived("2608-072402", { title: "東湾灯台の修理が長引く - Yahoo!ニュース" }),
      archived("2608-072404", { title: "掃海", url }),
    ]);
    expect(byAddress).toMatchObject({ archiveId: "2608-072404", score: 1 });
    expect(byAddress?.reasons[0]).toEqual({ kind: "same-address", of: [url] });
    expect(byHeadline).toMatchObject({ archiveId: "2608-072402", score: 1 });
    expect(kinds(byHeadline)[0]).toBe("same-headline");
    expect(other?.score).toBeLessThan(1);
  });

  test("tell what is related already, from either side, and what both cite", () => {
    const own = parseArchiveId("2608-072709");
    const wanted = story("灯台の修理", { cites: ["2608-072401", "2608-070101"], archiveId: own });
    const found = rank(wanted, [
      archived("2608-072401", { title: "灯台の改修" }),
      archived("2608-072402", { title: "灯台の改修", related: ["2608-072709"] }),
      archived("2608-072403", { title: "灯台の改修", related: ["2608-070101"] }),
    ]);
    expect(found.map(({ archiveId, alreadyRelated }) => [archiveId, alreadyRelated])).toEqual([
      ...[["2608-072403", false] as const, ["2608-072402", true] as const],
      ["2608-072401", true],
    ]);
    expect(found[0]?.reasons).toContainEqual({ kind: "cites", of: ["2608-070101"] });
  });

  test("are found by what any report says, most by the first", () => {
    const reports = ["掃海訓練", "灯台の修理"].map((title) => ({ title, text: "", url: null }));
    const found = rank(story("", { reports }), [
      archived("2608-072401", { title: "灯台を修理へ" }),
      archived("2608-072402", { title: "掃海の訓練" }),
    ]);
    expect(found.map(({ archiveId }) => archiveId)).toEqual(["2608-072402", "2608-072401"]);
  });

  test("are none for a story without words", () => {
    expect(
      rank(story("。"), [archived("2608-072401"), archived("2608-072402", { title: "" })]),
    ).toEqual([]);
  });

  test("have scores from 0 to 1 in falling order, whatever the texts", () => {
    const text = fc.stringMatching(/^[a-c灯台修理港]{0,12}$/);
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 8 }), (title, titles) => {
        const alike = titles.map((one, n) => archived(`2608-07240${n + 1}`, { title: one }));
        const scores = rank(story(title), alike).map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(scores.length).toBeLessThanOrEqual(5);
        for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
      }),
    );
  });
});

describe("what an entry is found by", () => {
  test("is its address and headline as they are compared, and its heaviest terms", () => {
    const url = "https://wire.example/1?utm_source=feed";
    expect(identityTerms({ title: "東湾灯台の修理が(潮見新報)", url })).toEqual([
      ...["= https://wire.example/1", '" 東湾灯台の修理が'],
    ]);
    expect(identityTerms({ title: "!?", url: "mailto:a@b.example" })).toEqual([]);
    const { terms, weights } = indexTerms(
      { title: "東湾灯台の修理が", summary: "", url },
      noEntities,
    );
    expect(terms[0]).toBe(hashTerm("= https://wire.example/1"));
    expect(weights.slice(0, 2)).toEqual([1, 1]);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  });

  test("stays bounded for the longest text", () => {
    const summary = Array.from({ length: 5000 }, (_, n) => `word${n}`).join(" ");
    const { terms } = indexTerms({ title: summary, summary, url: null }, noEntities);
    expect(terms.length).toBeLessThanOrEqual(258);
  });

  test("is the same whatever order terms come in", () => {
    const weighed: [string, number][] = [
      ["b", 0.5],
      ["a", 0.5],
      ["c", 0.7],
    ];
    const order = heaviest(new Map(weighed), 2);
    expect(order).toEqual([
      ["c", 0.7],
      ["a", 0.5],
    ]);
    expect(heaviest(new Map(weighed.toReversed()), 2)).toEqual(order);
  });

  test("is made anew when the names of things change", () => {
    const list = [{ names: ["Winter Beacon", "冬の灯"] }];
    const number = featuresOf(list)();
    expect(featuresOf([{ names: ["Winter Beacon", "冬の灯"] }])()).toBe(number);
    expect(featuresOf([{ names: ["Winter Beacon"] }])()).not.toBe(number);
  });

  test("is looked up with what identifies the story before all", () => {
    const wanted = wantedTerms(queryOf(story("灯台の修理が長引く"), entities), 3);
    expect(wanted).toHaveLength(4);
    expect(wanted[0]).toEqual({ hash: hashTerm('" 灯台の修理が長引く'), weight: 1 });
  });
});
