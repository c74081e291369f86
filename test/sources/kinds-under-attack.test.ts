// What is deep, large or endless is refused in a worker, quickly and by name, and the next document
// is read as if nothing had been.

import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openParsePool } from "#sources/parse-pool.ts";
import { hostileDocuments } from "../support/hostile-documents.ts";
import { inputOf } from "../support/parse.ts";

const pool = openParsePool({ size: 1, timeoutMs: 20_000, heapMb: 256 });
const delay = monitorEventLoopDelay({ resolution: 1 });
afterAll(() => pool.close());

const page = { item: "li", title: "h3" };
describe("of the bytes of", () => {
  let slowest = 0;
  let stall = 0;
  beforeAll(() => void delay.enable());
  afterAll(() => {
    delay.disable();
    process.stdout.write(
      `hostile kinds: slowest ${slowest} ms, event loop stalled ${stall} ms at most\n`,
    );
  });

  test.each(hostileDocuments)("%s", async (_, kind, document, expected) => {
    const input = inputOf(document(), { kind, page: kind === "page" ? page : null });
    delay.reset();
    const began = performance.now();
    expect(await pool.parse(input)).toMatchObject(expected);
    const took = Math.round(performance.now() - began);
    slowest = Math.max(slowest, took);
    const stalled = Math.round(delay.max / 1e6);
    stall = Math.max(stall, stalled);
    expect(took).toBeLessThan(10_000);
    // 50 ms is the aim, which bench/parse.ts measures; a busy machine stalls whatever runs on it.
    if (took > 500) expect(stalled).toBeLessThan(took / 2);
  });

  test("then a page is read as ever", async () => {
    const parsed = await pool.parse(inputOf("<li><h3>護衛艦</h3>", { kind: "page", page }));
    expect(parsed).toMatchObject({ outcome: "ok", feed: { items: [{ title: "護衛艦" }] } });
  });
});
