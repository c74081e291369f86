import { describe, expect, test } from "vitest";
import { attemptOf, ledgerChange } from "#digests/ledger.ts";
import { maskAddress } from "#digests/mask-address.ts";
import type { SendOutcome } from "#mail/outcome.ts";

const now = Temporal.Instant.from("2026-11-24T00:00:00Z");
const refusal = { step: "rcpt", enhanced: null, reply: "no" } as const;
const deferred: SendOutcome = { kind: "deferred", code: 451, ...refusal };

describe("what an outcome means for a delivery", () => {
  test.each([
    [{ kind: "accepted", reply: "250 ok", queueId: null }, "accepted", null, false],
    [{ kind: "unknown", reason: "no reply" }, "unknown", null, false],
    [{ kind: "unsent", reason: "no connection" }, "pending", "PT1M", false],
    [{ kind: "failed", code: 550, ...refusal }, "failed", null, true],
  ] as const)("%j", (outcome, state, wait, releases) => {
    const change = ledgerChange(outcome as SendOutcome, 1, now);
    expect(change.state).toBe(state);
    expect(change.nextAt && now.until(change.nextAt).total("minutes")).toBe(wait ? 1 : null);
    expect(change.releases).toBe(releases);
  });

  test("a 4xx is tried again after 5 and 15 minutes, 1, 4 and 12 hours, then it has failed", () => {
    const waits = [1, 2, 3, 4, 5].map((attempt) => {
      const { state, nextAt } = ledgerChange(deferred, attempt, now);
      expect(state).toBe("deferred");
      return nextAt && now.until(nextAt).total("minutes");
    });
    expect(waits).toEqual([5, 15, 60, 240, 720]);
    const last = { state: "failed", nextAt: null, releases: true };
    expect(ledgerChange(deferred, 6, now)).toEqual(last);
  });

  test("the attempt keeps what the server said", () => {
    expect(
      attemptOf({ kind: "failed", step: "end", code: 554, enhanced: "5.7.1", reply: "554 x" }),
    ).toEqual({
      outcome: "failed",
      step: "end",
      code: 554,
      enhanced: "5.7.1",
      reply: "554 x",
      queueId: null,
    });
  });
});

test.each([
  ["reader@mail.example", "r•••@mail.example"],
  ["a@b.example", "a•••@b.example"],
])("%s is shown as %s", (address, shown) => expect(maskAddress(address)).toBe(shown));
