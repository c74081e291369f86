// The seventeen checks on ourselves, and on a reader that must not pass them.

import { describe, expect, test } from "vitest";
import { impolite } from "./impolite.ts";
import { kawaraban } from "./kawaraban.ts";
import { scoreOf, scoreReader, scoreTable } from "./score.ts";

const minutes = 60_000;

describe("the polite-fetcher scorer", () => {
  test("gives us 100", { timeout: 8 * minutes }, async () => {
    const scored = await scoreReader(kawaraban);
    process.stdout.write(`\n${scoreTable("Kawaraban", scored)}\n`);
    expect(
      scored.flatMap(({ number, faults }) => faults.map((fault) => `${number}: ${fault}`)),
    ).toEqual([]);
    expect(scoreOf(scored)).toBe(100);
  });

  test("gives next to nothing to a reader that asks as it likes", {
    timeout: 4 * minutes,
  }, async () => {
    const scored = await scoreReader(impolite);
    process.stdout.write(`\n${scoreTable("An impolite reader", scored)}\n`);
    expect(scoreOf(scored)).toBeLessThan(30);
  });
});
