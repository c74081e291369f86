import { afterEach, beforeEach, expect, test } from "vitest";
import { sendDocument } from "#http/bytes.ts";
import { type DocumentCache, documentCache } from "#http/document-cache.ts";
import { sendKept } from "#http/send-kept.ts";
import { createServer, type Server } from "#http/server.ts";
import { quietLog } from "../support/log.ts";

let server: Server;
let documents: DocumentCache;
let url: string;
let routed: number;
let number: number;

beforeEach(async () => {
  [routed, number] = [0, 1];
  documents = documentCache(
    {
      readChanges: async () => ({ number, tags: null }),
      readTags: async () => ({ number, changedAt: Temporal.Instant.from("2026-08-01T00:00:00Z") }),
    },
    { freshForMs: 60_000 },
  );
  server = createServer(quietLog);
  server.get("/page", async (request, reply) => {
    routed += 1;
    const written = { contentType: "text/html", text: `${number}`, tags: ["all"] };
    const document = await documents.get("/page", async () => written);
    return document && sendDocument(request, reply, document);
  });
  sendKept(server, documents);
  url = await server.listen({ port: 0, host: "127.0.0.1" });
});
afterEach(() => server.close());

const ask = (init: RequestInit = {}, path = "/page"): Promise<Response> => fetch(url + path, init);

test("what is kept is sent without a look at the routes, and is the same", async () => {
  const [first, second] = [await ask(), await ask()];
  expect([await first.text(), await second.text(), routed]).toEqual(["1", "1", 1]);
  const passing = ["date", "connection", "keep-alive"];
  const told = ({ headers }: Response): unknown =>
    [...headers].filter(([name]) => !passing.includes(name));
  expect(told(second)).toEqual(told(first));
  const head = await ask({ method: "HEAD" });
  expect([head.status, told(head), routed]).toEqual([200, told(first), 1]);
  const seen = { "if-none-match": first.headers.get("etag") ?? "" };
  expect([(await ask({ headers: seen })).status, routed]).toEqual([304, 1]);
});

test("all else goes to the routes: other methods, other addresses, parts of feeds", async () => {
  await ask();
  expect((await ask({ method: "POST" })).status).toBe(405);
  expect((await ask({}, "/other")).status).toBe(404);
  await ask({}, "/page?x=1");
  await ask({ headers: { "a-im": "feed" } });
  expect(routed).toBe(3);
});

test("after a change nobody gets what is older", async () => {
  await ask();
  number = 2;
  documents.expire();
  expect([await (await ask()).text(), routed]).toEqual(["2", 2]);
});
