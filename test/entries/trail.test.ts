import { describe, expect, test } from "vitest";
import { untold } from "#editors/told.ts";
import type { Entry } from "#entries/store.ts";
import { trailOf } from "#entries/trail.ts";

const at = Temporal.Instant.from("2026-11-24T12:00:00Z");
const entry: Entry = {
  ...{ id: 7, archiveId: null, state: "draft", version: 1, stackId: 5, candidateId: 12 },
  ...{ sources: [], corrects: null, reason: null, reportedTime: "20:16" },
  reportedOn: Temporal.PlainDate.from("2026-11-24"),
  ...{ source: "潮見新報", via: null, title: "港の訓練", url: null, language: "ja" },
  ...{ summary: "", notes: [], related: [], topics: ["harbour"], revision: 0 },
  ...{ createdAt: at, createdBy: "key:1", approvedBy: null, publishedAt: null },
  ...{ withdrawnAt: null, updatedAt: at },
};
const later: Entry = {
  ...entry,
  ...{ version: 2, summary: "訓練があった。", updatedAt: at.add({ minutes: 1 }) },
  reportedOn: Temporal.PlainDate.from("2026-11-23"),
};

describe("what the trail keeps of an entry", () => {
  test("is all of one that was made, but its number", () => {
    const { before, after } = trailOf(null, entry);
    const { id: _, ...members } = entry;
    expect(before).toBeUndefined();
    expect(untold(after)).toEqual(members);
  });

  test("is exactly what a change changed, before and after", () => {
    expect(trailOf(entry, later)).toEqual({
      before: {
        ...{ version: 1, reportedOn: "2026-11-24", summary: "" },
        updatedAt: "2026-11-24T12:00:00Z",
      },
      after: {
        ...{ version: 2, reportedOn: "2026-11-23", summary: "訓練があった。" },
        updatedAt: "2026-11-24T12:01:00Z",
      },
    });
  });

  test("puts back what was, and makes again what became of it", () => {
    const { before = {}, after } = trailOf(entry, later);
    expect({ ...later, ...untold(before) }).toEqual(entry);
    expect({ ...entry, ...untold(after) }).toEqual(later);
  });
});
