// The agent's limits on time, and its guard where a name is made to lie.

import type { LookupAddress, lookup } from "node:dns";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openAgent } from "#net/agent.ts";
import { download } from "#net/download.ts";
import { type NetLimits, netLimits } from "#net/limits.ts";
import type { Download } from "#net/outcome.ts";
import {
  answers,
  drips,
  floods,
  type HostileOrigin,
  head,
  openHostileOrigin,
  saysNothing,
  writes,
} from "../support/hostile-origin.ts";

type Resolve = typeof lookup;

const chunked = head(200, { "transfer-encoding": "chunked" });

const ourLimits: NetLimits = { ...netLimits, connectMs: 300, idleMs: 300, totalMs: 1_500 };
let origin: HostileOrigin;

beforeEach(async () => {
  origin = await openHostileOrigin();
});
afterEach(() => origin.close());

async function get(
  url: string,
  options: { resolve?: Resolve; allowCidrs?: string[]; limits?: NetLimits } = {},
): Promise<Download> {
  const { allowCidrs = ["127.0.0.1/32"], limits = ourLimits, ...rest } = options;
  const agent = openAgent({ allowCidrs, limits, ...rest });
  const request = { url, validatorsFor: () => undefined, userAgent: "kawaraban/0", accept: "*/*" };
  const got = await download(request, { agent, limits });
  await agent.destroy();
  return got;
}

/** A resolver that gives one list of addresses after the other, the last one for good. */
function resolving(...lists: string[][]): Resolve {
  let asked = 0;
  const resolve = (
    _: string,
    __: object,
    callback: (error: null, found: LookupAddress[]) => void,
  ): void => {
    const list = lists[Math.min(asked++, lists.length - 1)] ?? [];
    callback(
      null,
      list.map((address) => ({ address, family: 4 })),
    );
  };
  return resolve as Resolve;
}

describe("a name that lies", () => {
  const named = (path: string): string => origin.url(path).replace("127.0.0.1", "news.example");

  test("is refused when it comes to lead inside between two requests", async () => {
    const resolve = resolving(["127.0.0.1"], ["127.0.0.2"]);
    origin.on("/feed", answers(302, { location: named("/inside") }));
    const got = await get(named("/feed"), { resolve });
    expect(got).toMatchObject({ outcome: "refused-address", url: named("/inside") });
    expect(origin.asked.map(({ path }) => path)).toEqual(["/feed"]);
  });

  test("and has a public address beside a private one is asked at the public one only", async () => {
    origin.on("/feed", answers(200, {}, "news"));
    const resolve = resolving(["127.0.0.2", "10.0.0.1", "127.0.0.1"]);
    expect((await get(named("/feed"), { resolve })).outcome).toBe("ok");
  });

  test("is refused where all its addresses are private", async () => {
    const resolve = resolving(["10.0.0.1", "169.254.169.254"]);
    expect((await get(named("/"), { resolve })).outcome).toBe("refused-address");
  });

  test("an address that connects elsewhere than it says is refused once connected", async () => {
    // 0.0.0.0 is this machine: the connection is made, and its other end is 127.0.0.1.
    const url = origin.url("/").replace("127.0.0.1", "0.0.0.0");
    expect((await get(url, { allowCidrs: ["0.0.0.0/32"] })).outcome).toBe("refused-address");
    expect(origin.asked).toEqual([]);
  });
});

describe("time", () => {
  test.each([
    ["no answer", saysNothing],
    ["a head and no body", writes(head(200, { "content-length": 5 }), "nothing")],
    ["half a head", writes("HTTP/1.1 200 OK\r\nconte", "nothing")],
  ])("%s is over when nothing has come for so long", async (_, behaviour) => {
    origin.on("/", behaviour);
    const started = performance.now();
    const got = await get(origin.url("/"), { limits: { ...ourLimits, totalMs: 20_000 } });
    expect(got.outcome).toBe("timeout");
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test.each([
    ["a byte now and then", drips(head(200, { "content-length": 9_999 }), "x", 50)],
    ["a header now and then", drips("HTTP/1.1 200 OK\r\n", "a: b\r\n", 50)],
    ["an interim response now and then", drips("", head(103), 400)],
  ])("%s is over when it takes too long in all", async (_, behaviour) => {
    origin.on("/", behaviour);
    expect(await get(origin.url("/"))).toMatchObject({ outcome: "timeout" });
  });

  test("a connection that never opens is given up", async () => {
    // A TLS handshake that is never answered: the connection is not open before it is.
    const mute: Server = createServer(() => {}).listen(0, "127.0.0.1");
    await once(mute, "listening");
    const { port } = mute.address() as AddressInfo;
    const limits = { ...ourLimits, idleMs: 20_000, totalMs: 20_000 };
    const got = await get(`https://127.0.0.1:${port}/`, { limits });
    expect(got.outcome).toBe("timeout");
    mute.close();
  });
});

describe("a response", () => {
  test.each([
    ["a flood of interim responses", floods("", head(103).repeat(100)), "too-large"],
    ["100 without having been asked", floods("", head(100).repeat(100)), "unreachable"],
    ["an endless head", floods("HTTP/1.1 200 OK\r\n", "a: b\r\n".repeat(1_000)), "too-large"],
    ["one endless header", floods("HTTP/1.1 200 OK\r\na: ", "b".repeat(1_000)), "too-large"],
    ["no HTTP at all", writes("220 mail.example ESMTP\r\n"), "unreachable"],
    ["HTTP/0.9", writes("<rss/>"), "unreachable"],
    ["both lengths", answers(200, { "transfer-encoding": "chunked" }, "0\r\n\r\n"), "unreachable"],
    ["a negative length", writes(head(200, { "content-length": -1 })), "unreachable"],
    ["a chunk of 2^64 bytes", writes(`${chunked}ffffffffffffffff\r\nx`), "unreachable"],
  ])("of %s has a typed outcome", async (_, behaviour, outcome) => {
    origin.on("/", behaviour);
    expect((await get(origin.url("/"))).outcome).toBe(outcome);
  });

  test("with odd validators is asked with the very same bytes", async () => {
    const etag = 'W/"caf\xe9 \x80\xff,"';
    origin.on("/", ({ socket }) => {
      socket.end(Buffer.from(head(200, { etag, "content-length": 0 }), "latin1"));
    });
    const first = await get(origin.url("/"));
    expect(first.outcome === "ok" && first.headers.etag).toBe(etag);
    const agent = openAgent({ allowCidrs: ["127.0.0.1/32"] });
    const validatorsFor = (): { etag: string; lastModified: null } => ({
      etag,
      lastModified: null,
    });
    const request = { url: origin.url("/"), validatorsFor, userAgent: "k", accept: "*/*" };
    expect((await download(request, { agent })).outcome).toBe("ok");
    expect(origin.asked[1]?.head).toContain(`if-none-match: ${etag}`);
    await agent.destroy();
  });
});
