import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "../support/database.ts";
import { hostileCases } from "./all-cases.ts";
import type { HostileCase } from "./hostile-case.ts";
import { type Ran, runCases } from "./run-cases.ts";

describe("a hostile source", () => {
  let ran: Ran;

  beforeAll(async () => {
    ran = await runCases(await openTestDatabase(), hostileCases);
  }, 120_000);
  afterAll(() => ran.close());

  const tried = hostileCases.filter(({ skip }) => !skip);
  test.each(tried.map(named))("%s", (_, one) => expectCase(ran, one));

  for (const [name, { skip }] of hostileCases.filter((one) => one.skip).map(named))
    test.skip(`${name}: ${skip}`);

  test("every one of the 64 has its place; 15 is in tls.test.ts", () => {
    const numbers = new Set(hostileCases.map(({ number }) => number));
    const all = Array.from({ length: 64 }, (_, n) => n + 1);
    expect(all.filter((number) => !numbers.has(number))).toEqual([15]);
  });

  test("is asked again later, and never not at all", () => {
    const waits = hostileCases
      .map(({ number, skip, expected }, n) => ({
        number,
        skip,
        expected,
        told: ran.seen[n]?.source,
      }))
      .filter(({ skip, expected }) => !skip && expected.outcome !== "gone");
    for (const { number, told } of waits) {
      const next = String(told?.next_poll_at);
      expect([number, next > String(told?.last_poll_at)]).toEqual([number, true]);
    }
  });

  test("costs the good ones nothing", () => {
    expect(new Set(ran.good.map(({ outcome }) => outcome))).toEqual(new Set(["ok"]));
  });

  test("takes neither the event loop nor the memory", () => {
    const { parse, delay } = ran.heaviest;
    const [all, memory, one, alone] = [ran.longestDelay, ran.memory, parse, delay].map(Math.round);
    process.stdout.write(
      `64 cases: event loop held up ${all} ms at most, memory up ${memory} MiB; the heaviest body took ${one} ms, the event loop ${alone} ms\n`,
    );
    // Parsing here instead of in a worker would hold the loop up for all of that time. Of the whole
    // run the origin, in this process too, has its share.
    expect(delay).toBeLessThan(parse / 2);
    expect(all).toBeLessThan(3_000);
    expect(memory).toBeLessThan(1_000);
  });
});

function named(one: HostileCase): [string, HostileCase] {
  return [`${one.number}: ${one.name}`, one];
}

function expectCase(ran: Ran, one: HostileCase): void {
  const seen = ran.seen[hostileCases.indexOf(one)];
  if (!seen) throw new Error(`case ${one.number} was not run`);
  const { outcome, detail, flags, titles, stored, nextPoll, also } = one.expected;
  const { source, candidates } = seen;
  expect(source).toMatchObject({ outcome, ...(flags && { flags }) });
  if (detail) expect(source.detail).toMatch(detail);
  if (titles) expect(candidates.map(({ title }) => title)).toEqual(titles);
  if (stored) expect(seen.stored).toEqual(stored);
  if (nextPoll) {
    const hours = Temporal.Instant.from(String(source.last_poll_at))
      .until(String(source.next_poll_at))
      .total("hours");
    expect(hours).toBeGreaterThanOrEqual(nextPoll.atLeast);
    expect(hours).toBeLessThanOrEqual(nextPoll.atMost ?? Number.POSITIVE_INFINITY);
  }
  also?.(seen);
}
