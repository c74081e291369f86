import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readToken, writeToken } from "#subscribers/tokens.ts";

const secret = "a secret of the tests, long enough to be taken";
const id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const at = Temporal.Instant.from("2026-11-24T09:00:00Z");

describe("a reader's token", () => {
  test("says who it is for and when it was signed", () => {
    const token = writeToken(secret, { purpose: "confirm", id, at });
    expect(readToken(secret, "confirm", token)).toEqual({ id, at });
  });

  test("without a time is the same every time", () => {
    const token = writeToken(secret, { purpose: "unsubscribe", id, at: null });
    expect(writeToken(secret, { purpose: "unsubscribe", id, at: null })).toBe(token);
    expect(readToken(secret, "unsubscribe", token)).toEqual({ id, at: null });
  });

  test("fits in a path and in one line of a mail", () => {
    const token = writeToken(secret, { purpose: "unsubscribe", id, at });
    expect(token).toMatch(/^[\w.-]{1,100}$/);
  });

  test("is good for its purpose only", () => {
    const token = writeToken(secret, { purpose: "unsubscribe", id, at });
    expect(readToken(secret, "confirm", token)).toBeNull();
    expect(readToken(secret, "confirm", token.replace("unsubscribe", "confirm"))).toBeNull();
  });

  test("is good with its secret only", () => {
    const token = writeToken(secret, { purpose: "confirm", id, at });
    expect(readToken(`${secret}!`, "confirm", token)).toBeNull();
  });

  test("with any character changed is nobody's", () => {
    const token = writeToken(secret, { purpose: "confirm", id, at });
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ maxLength: 2 }), (i, text) => {
        const other = token.slice(0, i) + text + token.slice(i + 1);
        fc.pre(other !== token);
        expect(readToken(secret, "confirm", other)).toBeNull();
      }),
    );
  });

  test.each(["", "confirm", "....", `confirm.${id}..`, `confirm.${id}.zzzzzzzzz.x`])(
    "%j is no token",
    (text) => expect(readToken(secret, "confirm", text)).toBeNull(),
  );
});
