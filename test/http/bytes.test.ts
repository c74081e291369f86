import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { pino } from "pino";
import { beforeAll, describe, expect, test } from "vitest";
import { writeHttpDate } from "#base/http-date.ts";
import { makeDocument, sendDocument } from "#http/bytes.ts";
import { createServer, type Server } from "#http/server.ts";

const text = "瓦版 ".repeat(200);
const modifiedAt = Temporal.Instant.from("2026-07-05T03:04:05Z");
const modified = "Sun, 05 Jul 2026 03:04:05 GMT";
let server: Server;

beforeAll(async () => {
  server = createServer(pino({ level: "silent" }));
  const document = await makeDocument("text/plain; charset=utf-8", text, {
    modifiedAt,
    headers: { "x-test": "yes" },
  });
  server.get("/", async (request, reply) => sendDocument(request, reply, document));
});

function get(headers: Record<string, string> = {}) {
  return server.inject({ url: "/", headers });
}

test.each([
  ["", undefined],
  ["gzip", "gzip"],
  ["gzip, deflate, br", "br"],
  ["GZIP;q=0.5", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br; q=0.00, gzip;q=0", undefined],
  ["brotli, x-gzip", undefined],
])("a client that takes %j gets %s", async (accept, coding) => {
  const { headers, rawPayload } = await get({ "accept-encoding": accept });
  expect(headers["content-encoding"]).toBe(coding);
  const decode = { gzip: gunzipSync, br: brotliDecompressSync, identity: (b: Buffer) => b };
  const decoded = decode[(coding ?? "identity") as keyof typeof decode](rawPayload);
  expect(String(decoded)).toBe(text);
  expect(headers["content-length"]).toBe(String(rawPayload.length));
});

test("the documents of different codings have different strong ETags", async () => {
  const codings = ["identity", "gzip", "br"];
  const answers = await Promise.all(codings.map((coding) => get({ "accept-encoding": coding })));
  const etags = answers.map(({ headers }) => String(headers.etag));
  expect(new Set(etags).size).toBe(3);
  for (const etag of etags) expect(etag).toMatch(/^"[\w-]+"$/);
});

describe("a conditional request", () => {
  test.each([
    ["the same tag", (etag: string) => ({ "if-none-match": etag }), 304],
    ["a weakened tag", (etag: string) => ({ "if-none-match": `W/${etag}` }), 304],
    ["one of several tags", (etag: string) => ({ "if-none-match": `"x", ${etag}` }), 304],
    ["any tag", () => ({ "if-none-match": "*" }), 304],
    ["another tag", () => ({ "if-none-match": '"x"' }), 200],
    ["the same date", () => ({ "if-modified-since": modified }), 304],
    [
      "another tag but the same date",
      () => ({ "if-none-match": '"x"', "if-modified-since": modified }),
      200,
    ],
  ])("with %s", async (_, headers, status) => {
    const etag = String((await get()).headers.etag);
    const answer = await get(headers(etag));
    expect(answer.statusCode).toBe(status);
    expect(answer.headers).toMatchObject({
      etag,
      vary: "accept-encoding",
      "last-modified": modified,
      "x-test": "yes",
    });
    expect(answer.body).toBe(status === 304 ? "" : text);
  });
});

test("dates of HTTP are in its one form", () => {
  expect(writeHttpDate(modifiedAt)).toBe(modified);
  expect(writeHttpDate(Temporal.Instant.from("2026-12-31T23:59:59.999Z"))).toBe(
    "Thu, 31 Dec 2026 23:59:59 GMT",
  );
});
