import { describe, expect, test } from "vitest";
import { openBreaker } from "#sources/breaker.ts";

const start = Temporal.Instant.from("2026-11-24T12:00:00Z");

/** Each poll a second after the one before; gives what was forgiven at each. */
function forgiven(polls: readonly { host: string; failed: boolean; after?: number }[]): string[][] {
  const breaker = openBreaker();
  let at = start;
  return polls.map(({ host, failed, after = 1 }) => {
    at = at.add({ seconds: after });
    return [...breaker.note({ at, host, source: `of ${host}`, failed })];
  });
}

const hosts = (count: number, failed: boolean, letter = "h") =>
  Array.from({ length: count }, (_, n) => ({ host: `${letter}${n}`, failed }));

describe("the breaker", () => {
  test("forgives all where more than half of eight hosts fail at once", () => {
    const all = forgiven([...hosts(3, false, "good"), ...hosts(5, true, "bad")]);
    expect(all.slice(0, -1).flat()).toEqual([]);
    expect(all.at(-1)).toEqual([0, 1, 2, 3, 4].map((n) => `of bad${n}`));
  });

  test.each([
    ["half of them fail", [...hosts(4, false, "good"), ...hosts(4, true, "bad")]],
    ["seven hosts are too few to tell", hosts(7, true)],
    [
      "one host fails twenty times",
      Array.from({ length: 20 }, () => ({ host: "one", failed: true })),
    ],
    ["they fail minutes apart", hosts(20, true).map((poll) => ({ ...poll, after: 60 }))],
  ])("forgives none where %s", (_, polls) => {
    expect(forgiven(polls).flat()).toEqual([]);
  });

  test("forgives each failure once, and those after it one by one", () => {
    const all = forgiven(hosts(10, true));
    expect(all.flat().toSorted()).toEqual(
      hosts(10, true)
        .map(({ host }) => `of ${host}`)
        .toSorted(),
    );
    expect(all.at(-1)).toEqual(["of h9"]);
  });
});
