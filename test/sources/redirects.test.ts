import { expect, test } from "vitest";
import { watchRedirect } from "#sources/redirects.ts";

const now = Temporal.Instant.from("2026-11-24T12:00:00Z");
const url = "https://wire.example/feed";
const target = "https://new.example/feed";
const daysAgo = (days: number) => now.subtract({ hours: Math.floor(days * 24) });
const known = (days: number) => ({ url, target, firstSeenAt: daysAgo(days), adoptedAt: null });
const adopted = { ...known(9), adoptedAt: daysAgo(1) };
const moved = [{ status: 301, url: target }];

test.each<
  [string, Parameters<typeof watchRedirect>[0], { status: number; url: string }[], boolean, string]
>([
  ["no redirect is nothing", undefined, [], true, "none"],
  ["a first 301 is watched", undefined, moved, true, "watch"],
  ["a first 308 is watched", undefined, [{ status: 308, url: target }], true, "watch"],
  ["a 302 is not", undefined, [{ status: 302, url: target }], true, "none"],
  [
    "a 302 on the way counts for all",
    undefined,
    [...moved, { status: 302, url: "https://x.example/" }],
    true,
    "none",
  ],
  ["a 301 to a page that is no feed is not", undefined, moved, false, "none"],
  ["nor does such a page end the watch", known(3), moved, false, "none"],
  ["nothing is adopted before a week", known(6.99), moved, true, "none"],
  ["a week of agreement is believed", known(7), moved, true, "adopt"],
  ["but not from a page that is no feed", known(8), moved, false, "none"],
  [
    "another target starts the week again",
    known(8),
    [{ status: 301, url: "https://other.example/" }],
    true,
    "watch",
  ],
  ["a 302 ends the watch", known(3), [{ status: 302, url: target }], true, "drop"],
  ["no redirect ends the watch", known(3), [], true, "drop"],
  ["an adopted one stays", adopted, [], true, "none"],
  ["until there is no feed any more", adopted, [], false, "drop"],
])("%s", (_, redirect, hops, isFeed, kind) => {
  const outcome = isFeed ? "ok" : "not-a-feed";
  const change = watchRedirect(redirect, { url, hops, outcome }, now);
  expect(change.kind).toBe(kind);
  if (change.kind === "watch") expect(change.redirect.firstSeenAt).toEqual(now);
  if (change.kind === "adopt") expect(change.redirect).toMatchObject({ target, adoptedAt: now });
});

test("an overloaded server is no reason to leave the address that it moved to", () => {
  for (const outcome of ["server-error", "throttled", "timeout", "unreachable"] as const) {
    expect(watchRedirect(adopted, { url, hops: [], outcome }, now).kind).toBe("none");
  }
});
