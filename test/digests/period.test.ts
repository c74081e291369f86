import { describe, expect, test } from "vitest";
import { periodOf, periodShown } from "#digests/period.ts";

describe("a digest is named after its days", () => {
  test.each([
    ["weekly", "2026-11-22T22:00:00Z", "11月16日〜22日", "16–22 November"],
    ["weekly", "2026-12-06T22:00:00Z", "11月30日〜12月6日", "30 November – 6 December"],
    ["weekly", "2026-11-27T09:00:00Z", "11月20日〜27日", "20–27 November"],
    ["weekly", "2026-11-25T03:00:00Z", "11月18日〜25日", "18–25 November"],
    ["weekly", "2026-11-25T00:00:00Z", "11月18日〜25日", "18–25 November"],
    ["weekly", "2026-11-24T23:59:00Z", "11月18日〜24日", "18–24 November"],
    ["weekly", "2027-01-03T22:00:00Z", "12月28日〜1月3日", "28 December – 3 January"],
    ["daily", "2026-11-23T22:00:00Z", "11月23日", "23 November"],
    ["daily", "2026-11-24T09:00:00Z", "11月24日", "24 November"],
  ] as const)("%s of %s: %s", (frequency, slot, ja, en) => {
    const period = periodOf(frequency, Temporal.Instant.from(slot), "Asia/Tokyo");
    expect(periodShown(period, "ja")).toBe(ja);
    expect(periodShown(period, "en")).toBe(en);
  });
});
