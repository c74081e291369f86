import { describe, expect, test } from "vitest";
import { finishTogether } from "#candidates/finish-together.ts";
import type { Ending } from "#sources/finish-store.ts";

const ending = (id: string): Ending => ({ lease: { source: { id } } }) as Ending;
const idsOf = (endings: readonly Ending[]): string[] => endings.map(({ lease }) => lease.source.id);

describe("polls that end at about the same time", () => {
  test("end in one statement, at most 64 of them, and each is told of its own", async () => {
    const statements: string[][] = [];
    const finish = finishTogether(async (endings) => {
      statements.push(idsOf(endings));
      return new Set(idsOf(endings).filter((id) => id !== "s-7"));
    });
    const ids = Array.from({ length: 100 }, (_, n) => `s-${n}`);
    const done = await Promise.all(ids.map((id) => finish(ending(id))));
    expect(ids.filter((_, n) => !done[n])).toEqual(["s-7"]);
    expect(statements).toEqual([ids.slice(0, 64), ids.slice(64)]);
  });

  test("end one by one where the database refuses one of them", async () => {
    const finish = finishTogether(async (endings) => {
      if (idsOf(endings).includes("bad")) throw new Error("refused");
      return new Set(idsOf(endings));
    });
    const turns = ["a", "bad", "b"].map((id) => finish(ending(id)));
    expect(await Promise.allSettled(turns)).toMatchObject([
      { value: true },
      { reason: { message: "refused" } },
      { value: true },
    ]);
    expect(await finish(ending("c"))).toBe(true);
  });
});
