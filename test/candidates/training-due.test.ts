import { describe, expect, test } from "vitest";
import { isTrainingDue } from "#candidates/training-due.ts";

const now = Temporal.Instant.from("2026-11-24T12:00:00Z");

function isDue(
  evidence: { decisions: number; rejected?: number; undecided?: number },
  last?: { minutesAgo?: number; decisions: number; undecided?: number },
): boolean {
  return isTrainingDue(
    now,
    last && {
      trainedAt: now.subtract({ minutes: last.minutesAgo ?? 60 }),
      ...{ decisions: last.decisions, undecided: last.undecided ?? 0 },
    },
    { rejected: 500, undecided: 0, ...evidence },
  );
}

describe("learning anew", () => {
  test("the first time as soon as there is a little of both kinds", () => {
    expect(isDue({ decisions: 0, rejected: 0, undecided: 0 })).toBe(false);
    expect(isDue({ decisions: 0, rejected: 0, undecided: 300 })).toBe(false);
    expect(isDue({ decisions: 400, rejected: 0, undecided: 4 })).toBe(false);
    expect(isDue({ decisions: 400, rejected: 0, undecided: 5 })).toBe(true);
    expect(isDue({ decisions: 4, rejected: 4, undecided: 300 })).toBe(false);
    expect(isDue({ decisions: 10, rejected: 5 })).toBe(true);
  });

  test("after twenty decisions, or a tenth more, and never fewer than five", () => {
    expect(isDue({ decisions: 1_019 }, { decisions: 1_000 })).toBe(false);
    expect(isDue({ decisions: 1_020 }, { decisions: 1_000 })).toBe(true);
    expect(isDue({ decisions: 109 }, { decisions: 100 })).toBe(false);
    expect(isDue({ decisions: 110 }, { decisions: 100 })).toBe(true);
    expect(isDue({ decisions: 14 }, { decisions: 10 })).toBe(false);
    expect(isDue({ decisions: 15 }, { decisions: 10 })).toBe(true);
  });

  test("also after as many were taken back", () => {
    expect(isDue({ decisions: 980 }, { decisions: 1_000 })).toBe(true);
  });

  test("never within five minutes", () => {
    expect(isDue({ decisions: 2_000 }, { decisions: 1_000, minutesAgo: 4 })).toBe(false);
    expect(isDue({ decisions: 2_000 }, { decisions: 1_000, minutesAgo: 5 })).toBe(true);
  });

  test("when undecided stories have doubled, while they stand in for rejections", () => {
    const last = { decisions: 400, undecided: 150 };
    expect(isDue({ decisions: 400, rejected: 0, undecided: 299 }, last)).toBe(false);
    expect(isDue({ decisions: 400, rejected: 0, undecided: 300 }, last)).toBe(true);
    expect(isDue({ decisions: 400, rejected: 100, undecided: 300 }, last)).toBe(false);
    const none = { decisions: 400, undecided: 0 };
    expect(isDue({ decisions: 400, rejected: 5, undecided: 19 }, none)).toBe(false);
    expect(isDue({ decisions: 400, rejected: 5, undecided: 20 }, none)).toBe(true);
  });

  test("not for ever where nobody decides: it uses 2,500 of them", () => {
    const last = { decisions: 400, undecided: 2_500 };
    expect(isDue({ decisions: 400, rejected: 0, undecided: 90_000 }, last)).toBe(false);
  });
});
