import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Problem } from "#base/problem.ts";
import { linkHeader } from "#http/link-header.ts";
import { addressGuard } from "#net/address.ts";
import { hostOf, readCallback, withQuery } from "#websub/callback.ts";
import { hubOf } from "#websub/hub.ts";
import { leaseSeconds, readAsked } from "#websub/request.ts";
import { isGivenUp, retryAt } from "#websub/retry.ts";
import { signatureOf } from "#websub/signature.ts";

const url = "https://minato.example";
const allows = addressGuard([]);
const feeds = ["/feeds/all.atom", "/search.atom?q=%E6%97%A5%E7%B1%B3"];
const rules = { url, allows, isTopic: (path: string) => feeds.includes(path) };
const form = {
  "hub.mode": "subscribe",
  "hub.topic": `${url}/feeds/all.atom`,
  "hub.callback": "https://reader.example/callback?x=1",
};
const read = (fields: Record<string, string>) =>
  readAsked(new URLSearchParams({ ...form, ...fields }), rules);

describe("a request", () => {
  test("is read, and what the standard does not know is ignored", () => {
    expect(read({ "hub.verify": "sync", "hub.secret": "" })).toEqual({
      mode: "subscribe",
      topic: "/feeds/all.atom",
      callback: "https://reader.example/callback?x=1",
      host: "reader.example",
      secret: null,
      seconds: 864_000,
    });
  });

  test("names a topic by its one spelling", () => {
    const written = `${url}/search.atom?q=%E6%97%A5%E7%B1%B3`;
    expect(read({ "hub.topic": written }).topic).toBe(feeds[1]);
    const other = { "hub.topic": `${url}/search.atom?q=日米` };
    expect(() => read(other)).toThrow(`hub.topic is to be written ${written}`);
  });

  test.each([
    ["https://minato.example.evil.example/feeds/all.atom"],
    ["https://minato.example:444/feeds/all.atom"],
    ["http://minato.example/feeds/all.atom"],
    ["https://minato.example/feeds/all.atom#x"],
    ["https://minato.example/"],
  ])("has no topic in %s", (topic) => {
    expect(() => read({ "hub.topic": topic })).toThrow(Problem);
  });

  test("has a secret of 199 bytes at most", () => {
    expect(read({ "hub.secret": "潮".repeat(66) }).secret).toHaveLength(66);
    expect(() => read({ "hub.secret": "潮".repeat(67) })).toThrow("less than 200 bytes");
  });

  test.each([
    ["0", leaseSeconds.least],
    ["86400", 86_400],
    ["999999999999999", leaseSeconds.most],
  ])("for %s seconds is granted %i", (asked, granted) => {
    expect(read({ "hub.lease_seconds": asked }).seconds).toBe(granted);
  });

  test.each(["-1", "1.5", "1e9", "ten", "9".repeat(16)])("for %s seconds is refused", (asked) => {
    expect(() => read({ "hub.lease_seconds": asked })).toThrow("a whole number of seconds");
  });

  test("of whatever texts is read or refused with a reason", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.webUrl(),
      fc.constantFrom(...Object.values(form)),
    );
    const names = ["hub.mode", "hub.topic", "hub.callback", "hub.secret", "hub.lease_seconds"];
    const fields = fc.dictionary(fc.constantFrom(...names), text);
    fc.assert(
      fc.property(fields, (fields) => {
        try {
          expect(read(fields).topic).toBe("/feeds/all.atom");
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
    );
  });
});

describe("a callback", () => {
  test.each([
    ["http://169.254.169.254/latest/meta-data/"],
    ["http://[::1]:8080/"],
    ["http://0/"],
    ["http://0x7f.1/"],
    ["http://2130706433/"],
    ["http://[64:ff9b::7f00:1]/"],
  ])("at %s is refused at once", (callback) => {
    expect(readCallback(callback, allows)).toEqual({
      fault: expect.stringContaining("not a public address"),
    });
  });

  test("is of one host, whatever is before its registrable domain", () => {
    expect(hostOf("https://a.b.reader.co.jp/")).toBe("reader.co.jp");
    expect(hostOf("https://one.github.io/")).toBe("one.github.io");
    expect(hostOf("http://192.0.2.1:8080/")).toBe("192.0.2.1");
  });

  test.each([
    ["https://a.example/", "https://a.example/?hub.mode=x%26y"],
    ["https://a.example/?", "https://a.example/?hub.mode=x%26y"],
    ["https://a.example/?b=%20c", "https://a.example/?b=%20c&hub.mode=x%26y"],
    ["https://a.example/?b&", "https://a.example/?b&hub.mode=x%26y"],
  ])("%s keeps its query", (callback, asked) => {
    expect(withQuery(callback, { "hub.mode": "x&y" })).toBe(asked);
  });
});

test.each([
  [undefined, "https://minato.example", "https://minato.example/websub"],
  [undefined, "http://127.0.0.1:3000", null],
  [undefined, "http://localhost:3000", null],
  [undefined, "http://[::1]:3000", null],
  [undefined, "http://127.example", "http://127.example/websub"],
  [undefined, "http://10.0.0.7/archive", "http://10.0.0.7/archive/websub"],
  ["built-in", "http://127.0.0.1:3000", "http://127.0.0.1:3000/websub"],
  ["none", "https://minato.example", null],
  ["https://hub.example", "https://minato.example", "https://hub.example/"],
] as const)("with hub %s, feeds at %s name %s", (hub, publicUrl, address) => {
  expect(hubOf(hub && { hub }, publicUrl).address).toBe(address);
});

describe("a delivery", () => {
  // Test case 2 of RFC 4231.
  test("is signed with HMAC-SHA-256 in lower-case hexadecimal", () => {
    expect(signatureOf(Buffer.from("what do ya want for nothing?"), "Jefe")).toBe(
      "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
  });

  test("says where it comes from", () => {
    expect(linkHeader(`${url}/websub`, `${url}/feeds/all.atom`)).toBe(
      '<https://minato.example/websub>; rel="hub", <https://minato.example/feeds/all.atom>; rel="self"',
    );
  });

  const now = Temporal.Instant.from("2026-11-24T00:00:00Z");
  test.each([
    [1, null, 1],
    [2, null, 5],
    [6, null, 360],
    [99, null, 360],
    [1, "3600", 60],
    [6, "60", 360],
    [1, "999999999", 1_440],
    [1, "Tue, 24 Nov 2026 01:00:00 GMT", 1],
  ])("that failed %i times, with Retry-After %s, waits %i minutes", (attempt, after, minutes) => {
    expect(now.until(retryAt(now, attempt, after)).total("minutes")).toBe(minutes);
  });

  test("is given up after three days of failing", () => {
    expect(isGivenUp(now, now.add({ hours: 71 }))).toBe(false);
    expect(isGivenUp(now, now.add({ hours: 72 }))).toBe(true);
  });
});
