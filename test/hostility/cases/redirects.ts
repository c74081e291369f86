// Redirects to where nobody should go.

import { expect } from "vitest";
import { answers, type Behaviour } from "../../support/hostile-origin.ts";
import { good, type HostileCase, serves, story } from "../hostile-case.ts";

const login = "<!doctype html><title>Log in</title><form method=post><input name=user></form>";

export const redirects: readonly HostileCase[] = [
  {
    ...{ number: 20, name: "a circle" },
    polls: (base) => [to(302, `${base}/20-a-circle`)],
    expected: { outcome: "bad-redirect", detail: /circle/ },
  },
  {
    ...{ number: 21, name: "to a file" },
    polls: () => [to(301, "file:///etc/passwd")],
    expected: { outcome: "bad-redirect", detail: /not an http/ },
  },
  refused(22, "to the cloud's metadata", "http://169.254.169.254/latest/meta-data/"),
  // 127.0.0.0/8 is open in this suite; test/net has ::ffff:7f00:1 without leave.
  refused(23, "to a private address within IPv6", "http://[::ffff:a00:1]/"),
  refused(24, "to a private address behind NAT64", "http://[64:ff9b::a9fe:a9fe]/"),
  {
    ...{ number: 25, name: "a name that comes to lead inside" },
    source: (base) => ({ address: [named(base, "rebinding")] }),
    polls: (base) => [to(302, named(base, "rebinding", "/25-inside"))],
    expected: { outcome: "refused-address", detail: /10\.0\.0\.1/ },
  },
  {
    ...{ number: 26, name: "a name with a public and a private address" },
    source: (base) => ({
      address: [named(base, "mixed", "/26-a-name-with-a-public-and-a-private-address")],
    }),
    polls: () => [serves(good)],
    expected: { outcome: "ok", titles: [story] },
  },
  {
    ...{ number: 27, name: "to another origin" },
    polls: (_, other) => [
      serves(good, { etag: '"ours"' }),
      to(302, `${other.replace("//", "//editor:secret@")}/27-elsewhere`),
    ],
    expected: {
      outcome: "missing",
      also: ({ other, heads }) => {
        expect(heads[1]).toContain('if-none-match: "ours"');
        const there = other.asked.filter(({ path }) => path === "/27-elsewhere");
        expect(there).toHaveLength(1);
        expect(there[0]?.head).not.toMatch(/authorization|if-none-match|cookie|referer/i);
      },
    },
  },
  {
    ...{ number: 28, name: "for good to a login page" },
    polls: (base) => [...[1, 2, 3, 4].map(() => to(301, `${base}/login`)), serves(good)],
    expected: {
      outcome: "ok",
      titles: [story],
      also: ({ heads }) => expect(heads).toHaveLength(5),
    },
  },
];

export const loginPage = serves(login, { "content-type": "text/html" });

function to(status: number, location: string): Behaviour {
  return answers(status, { location });
}

function refused(number: number, name: string, location: string): HostileCase {
  const expected = { outcome: "refused-address", detail: /is not a public address/ };
  return { number, name, polls: () => [to(302, location)], expected };
}

function named(base: string, name: string, path = "/25-a-name-that-comes-to-lead-inside"): string {
  return base.replace("127.0.0.1", `${name}.example`) + path;
}
