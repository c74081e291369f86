import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openAgent } from "#net/agent.ts";
import { type DownloadRequest, download, type Validators } from "#net/download.ts";
import { netLimits } from "#net/limits.ts";
import type { Download } from "#net/outcome.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const agent = openAgent({ allowCidrs: ["127.0.0.0/8"] });
const seen: IncomingMessage[] = [];
let answer: Answer = (_, response) => response.end();
const server = createServer((request, response) => {
  seen.push(request);
  answer(request, response);
});
const cut = createTcpServer((socket) => socket.on("data", () => socket.resetAndDestroy()));
let origin = "";
let cutOrigin = "";

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  await new Promise<void>((done) => cut.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cutOrigin = `http://127.0.0.1:${(cut.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await agent.destroy();
  server.closeAllConnections();
  server.close();
  cut.close();
});
beforeEach(() => {
  seen.length = 0;
});

const asking: Omit<DownloadRequest, "url"> = {
  validatorsFor: () => undefined,
  userAgent: "kawaraban/0",
  accept: "*/*",
};
const limits = { ...netLimits, totalMs: 5_000, maxBytes: 100_000 };

/** `known` are the validators by path. */
function get(path: string, known: Record<string, Validators> = {}): Promise<Download> {
  const validatorsFor = (url: string): Validators | undefined => known[new URL(url).pathname];
  return download({ url: origin + path, ...asking, validatorsFor }, { agent, limits });
}

function sends(
  status: number,
  headers: Record<string, string> = {},
  body: string | Buffer = "",
): Answer {
  return (_, response) => response.writeHead(status, headers).end(body);
}

describe("a download", () => {
  test("brings the bytes and the headers that matter", async () => {
    answer = sends(200, { etag: 'W/"a b"', "content-type": "text/xml", age: "5" }, "news");
    const got = await get("/feed");
    expect(got).toMatchObject({
      outcome: "ok",
      url: `${origin}/feed`,
      headers: { etag: 'W/"a b"', contentType: "text/xml", age: "5", lastModified: null },
    });
    expect(got.outcome === "ok" && new TextDecoder().decode(got.bytes)).toBe("news");
  });

  test("sends validators as given, and no cookie or referrer", async () => {
    answer = sends(304, { etag: "new" });
    const got = await get("/feed", {
      "/feed": { etag: "odd+tag", lastModified: "Thu, 24 July 2025 JST" },
    });
    expect(got).toMatchObject({ outcome: "not-modified", headers: { etag: "new" } });
    expect(seen[0]?.headers).toMatchObject({
      "if-none-match": "odd+tag",
      "if-modified-since": "Thu, 24 July 2025 JST",
      "user-agent": "kawaraban/0",
    });
    expect(Object.keys(seen[0]?.headers ?? {})).not.toEqual(
      expect.arrayContaining(["cookie", "referer"]),
    );
  });

  test("sends each address of a redirect its own validators and no other's", async () => {
    const path = new Map([
      ["/a", "/b"],
      ["/b", "/c"],
    ]);
    answer = (request, response) => {
      const location = path.get(request.url ?? "");
      if (location) response.writeHead(302, { location }).end();
      else response.writeHead(304).end();
    };
    const got = await get("/a", {
      "/a": { etag: '"a"', lastModified: "then" },
      "/c": { etag: '"c"', lastModified: null },
    });
    const hops = ["/b", "/c"].map((path) => ({ status: 302, url: origin + path }));
    expect(got).toMatchObject({ outcome: "not-modified", url: `${origin}/c`, hops });
    const sent = seen.map(({ headers }) => [
      headers["if-none-match"],
      headers["if-modified-since"],
    ]);
    expect(sent).toEqual([
      ['"a"', "then"],
      [undefined, undefined],
      ['"c"', undefined],
    ]);
  });

  test("sends no credentials, not even those that a redirect carries", async () => {
    answer = (request, response) =>
      request.url === "/b"
        ? response.end("b")
        : response.writeHead(302, { location: `${origin.replace("//", "//a:b@")}/b` }).end();
    expect((await get("/a")).outcome).toBe("ok");
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  test.each<[number, Record<string, string>, Download["outcome"]]>([
    [410, {}, "gone"],
    [404, {}, "missing"],
    [401, {}, "blocked"],
    [403, {}, "blocked"],
    [503, { "cf-mitigated": "challenge" }, "blocked"],
    [429, { "retry-after": "120" }, "throttled"],
    [503, {}, "throttled"],
    [500, {}, "server-error"],
    [304, {}, "unexpected-status"],
    [204, {}, "ok"],
    [206, {}, "unexpected-status"],
    [418, {}, "unexpected-status"],
    [301, {}, "bad-redirect"],
    [301, { location: "file:///etc/passwd" }, "bad-redirect"],
    [301, { location: "http://[::ffff:7f00:2]:1/" }, "unreachable"],
    [301, { location: "http://169.254.169.254/" }, "refused-address"],
    [301, { location: "http://[64:ff9b::a9fe:a9fe]/" }, "refused-address"],
    [301, { location: "http://2852039166/" }, "refused-address"],
    [301, { location: `/${"a".repeat(2_000)}` }, "bad-redirect"],
  ])("answered %i %j is %s", async (status, headers, outcome) => {
    answer = sends(status, headers);
    const got = await get("/feed");
    expect(got.outcome).toBe(outcome);
    if (got.outcome === "throttled")
      expect(got.headers.retryAfter).toBe(headers["retry-after"] ?? null);
  });

  test("follows five redirects at most", async () => {
    answer = (request, response) => response.writeHead(302, { location: `${request.url}x` }).end();
    expect(await get("/feed")).toMatchObject({ outcome: "bad-redirect" });
    expect(seen).toHaveLength(6);
  });

  test("leaves a circle of redirects where it closes", async () => {
    answer = (request, response) =>
      response.writeHead(302, { location: request.url === "/a" ? "/b" : "/a" }).end();
    expect(await get("/a")).toMatchObject({ detail: "it redirects in a circle" });
    expect(seen).toHaveLength(2);
  });

  const text = "kawaraban ".repeat(100);
  test.each([
    ["gzip", gzipSync(text)],
    ["x-gzip", gzipSync(text)],
    ["br", brotliCompressSync(text)],
    ["zstd", zstdCompressSync(text)],
    ["deflate", deflateSync(text)],
    ["deflate", deflateRawSync(text)],
    ["gzip", Buffer.from(text)],
    ["identity", Buffer.from(text)],
  ])("reads a body in %s", async (coding, body) => {
    answer = sends(200, { "content-encoding": coding }, body);
    const got = await get("/feed");
    expect(got.outcome === "ok" && new TextDecoder().decode(got.bytes)).toBe(text);
  });

  const bomb = Buffer.alloc(20_000_000);
  test.each<[string, Buffer, Download["outcome"]]>([
    ["identity", bomb.subarray(0, 100_001), "too-large"],
    ["gzip", gzipSync(bomb), "too-large"],
    ["br", brotliCompressSync(bomb), "too-large"],
    ["zstd", zstdCompressSync(bomb), "too-large"],
    ["gzip", gzipSync(text).subarray(0, 20), "unreachable"],
    ["gzip, gzip", gzipSync(gzipSync(text)), "unreachable"],
    ["compress", Buffer.from(text), "unreachable"],
    ["constructor", Buffer.from(text), "unreachable"],
  ])("refuses a bad or overlarge body in %s", async (coding, body, outcome) => {
    answer = sends(200, { "content-encoding": coding }, body);
    const got = await get("/feed");
    expect(got.outcome).toBe(outcome);
    expect("bytes" in got && Buffer.compare(got.bytes, body.subarray(0, 65_536))).toBe(0);
  });

  test("caps the headers", async () => {
    answer = sends(200, { "x-long": "x".repeat(20_000) });
    expect((await get("/feed")).outcome).toBe("too-large");
  });

  test("gives up when the total time is over", async () => {
    answer = (_, response) => response.writeHead(200).write("a byte and no more");
    const slow = { url: `${origin}/slow`, ...asking };
    const hasty = { ...limits, totalMs: 200 };
    const got = await download(slow, { agent, limits: hasty });
    expect(got.outcome).toBe("timeout");
    expect("bytes" in got && Buffer.from(got.bytes).toString()).toBe("a byte and no more");
  });

  test("tells a connection that is cut, refused and a name that is not found", async () => {
    const at = (url: string): Promise<Download> => download({ url, ...asking }, { agent, limits });
    expect(await at(cutOrigin)).toMatchObject({ outcome: "unreachable", reason: "reset" });
    expect(await at("http://127.0.0.1:1/")).toMatchObject({ reason: "connect" });
    expect(await at("http://nowhere.invalid/")).toMatchObject({ reason: "dns" });
    expect(await at(origin.replace("http:", "https:"))).toMatchObject({ reason: "tls" });
  });

  test("a name that leads to this machine is refused without leave", async () => {
    const guarded = openAgent({ allowCidrs: [] });
    const port = new URL(origin).port;
    for (const host of ["localhost", "127.0.0.1", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"]) {
      const request = { url: `http://${host}:${port}/`, ...asking };
      const got = await download(request, { agent: guarded, limits });
      expect([host, got.outcome]).toEqual([host, "refused-address"]);
    }
    expect(seen).toHaveLength(0);
    await guarded.destroy();
  });
});
