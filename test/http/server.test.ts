// What the server does with requests before any route sees them.

import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { Type } from "typebox";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createServer, type Server } from "#http/server.ts";
import { quietLog } from "../support/log.ts";

let server: Server;
beforeEach(async () => {
  server = open();
  await server.ready();
});
afterEach(() => server.close());

function open(options: Parameters<typeof createServer>[1] = {}): Server {
  const made = createServer(quietLog, options);
  const closed = { additionalProperties: false };
  const Strict = Type.Object({ title: Type.String(), tags: Type.Array(Type.String()) }, closed);
  const Loose = Type.Object({ reason: Type.Optional(Type.String()) }, closed);
  const Query = Type.Object({ limit: Type.Optional(Type.Integer()) }, closed);
  const Id = Type.Object({ id: Type.Integer() });
  made.get("/api/things", { schema: { querystring: Query } }, async ({ query }) => query);
  made.post("/api/things", { schema: { body: Strict } }, async ({ body }) => body);
  made.get("/api/things/:id", { schema: { params: Id } }, async ({ params }) => params);
  made.delete("/api/things/:id", async () => ({ gone: true }));
  made.post("/api/things/:id/drop", { schema: { body: Loose } }, async ({ body }) => body);
  made.get("/api/names/:name", async ({ params }) => params as object);
  made.get("/:year(^(?:19|20)[0-9][0-9]$)/", async () => "a year");
  made.post("/subscribe", async ({ ip }) => ip);
  made.post("/sign-in", async ({ ip }) => ip);
  made.post("/api/subscribers", async ({ ip }) => ip);
  return made;
}

const json = { "content-type": "application/json" };
const post = (url: string, payload?: string, headers: Record<string, string> = json) =>
  server.inject({ method: "POST", url, headers, ...(payload === undefined ? {} : { payload }) });

describe("a JSON body", () => {
  it.each([
    ['{"title":123,"tags":[]}', "body/title"],
    ['{"title":true,"tags":[]}', "body/title"],
    ['{"title":null,"tags":[]}', "body/title"],
    ['{"title":"x","tags":"y"}', "body/tags"],
  ])("%s is not made to fit", async (payload, at) => {
    const refused = await post("/api/things", payload);
    expect(refused.statusCode).toBe(422);
    expect(refused.json().errors).toMatchObject([{ at }]);
  });

  it.each([
    ["no body", undefined, {}],
    ["no body and the type of one", undefined, json],
    ["an empty one", "", json],
    ["an empty object", "{}", json],
  ])("is not needed where all of it is optional: %s", async (_, payload, headers) => {
    const answer = await post("/api/things/1/drop", payload, headers as Record<string, string>);
    expect([answer.statusCode, answer.json()]).toEqual([200, {}]);
  });

  it("is needed where it must hold something", async () => {
    expect((await post("/api/things", "")).statusCode).toBe(422);
    expect((await post("/api/things/1/drop", "null")).statusCode).toBe(200);
    expect((await post("/api/things/1/drop", "[]")).statusCode).toBe(422);
  });

  it.each(["text/plain", "text/xml", "application/x-www-form-urlencoded", "nonsense"])(
    "as %s is 415",
    async (type) => {
      const refused = await post("/api/things", "{}", { "content-type": type });
      expect([refused.statusCode, refused.json().type]).toEqual([
        415,
        "/problems/unsupported-media-type",
      ]);
    },
  );

  it("nested deeper than any stack is refused like any other", async () => {
    const deep = `{"title":"x","tags":${"[".repeat(400_000)}${"]".repeat(400_000)}}`;
    expect((await post("/api/things", deep)).statusCode).toBe(422);
  });
});

it("numbers in an address are read as such", async () => {
  expect((await server.inject("/api/things?limit=5")).json()).toEqual({ limit: 5 });
  expect((await server.inject("/api/things/5")).json()).toEqual({ id: 5 });
  expect((await server.inject("/api/things?limit=five")).statusCode).toBe(422);
});

describe("text that no database takes", () => {
  it.each([
    ['{"title":"a\\u0000b","tags":[]}', "body/title"],
    ['{"title":"\\ud83d","tags":[]}', "body/title"],
    ['{"title":"x","tags":["y","\\udc00z"]}', "body/tags/1"],
    ['{"title":"x","tags":[],"a\\u0000":1}', "the name of a member"],
  ])("in %s is refused and its place named", async (payload, place) => {
    const refused = await post("/api/things", payload);
    expect([refused.statusCode, refused.json().type]).toEqual([422, "/problems/invalid-input"]);
    expect(refused.json().detail).toContain(place);
  });

  it("in the query is refused, in the path not found", async () => {
    const inQuery = await server.inject("/api/things?limit=%00");
    expect([inQuery.statusCode, inQuery.json().detail]).toEqual([
      422,
      expect.stringContaining("querystring/limit"),
    ]);
    expect((await server.inject("/api/names/a%00b")).statusCode).toBe(404);
  });

  it("leaves emoji, tabs and other control characters alone", async () => {
    const whole = { title: "🗞\t\u0001\u200d", tags: ["\n"] };
    expect((await post("/api/things", JSON.stringify(whole))).json()).toEqual(whole);
  });
});

describe("an address", () => {
  it.each([
    ["/api/names/%E0%A4", 400, "bad-request"],
    [`/api/names/${"x".repeat(500)}`, 400, "bad-request"],
    ["/api", 404, "not-found"],
    ["/api?x=1", 404, "not-found"],
    ["/api/nothing", 404, "not-found"],
  ])("%s answers with a problem", async (url, status, type) => {
    const { statusCode, headers, body } = await server.inject(url);
    expect([statusCode, headers["content-type"]]).toEqual([
      status,
      "application/problem+json; charset=utf-8",
    ]);
    expect(JSON.parse(body)).toMatchObject({ type: `/problems/${type}`, status });
  });

  it.each([
    ["PUT", "/api/things", "GET, HEAD, POST"],
    ["PATCH", "/api/things/7?x=1", "DELETE, GET, HEAD"],
    ["GET", "/api/things/7/drop", "POST"],
    ["DELETE", "/2026/", "GET, HEAD"],
    ["PROPFIND", "/api/things", "GET, HEAD, POST"],
  ])("%s %s is told what it takes", async (method, url, allow) => {
    const { statusCode, headers } = await server.inject({ method: method as "PUT", url });
    expect([statusCode, headers.allow]).toEqual([405, allow]);
  });

  it.each(["/1826/", "/20260/", "/api/things/7/drop/more"])("%s is not there", async (url) => {
    const { statusCode, headers } = await server.inject({ method: "DELETE", url });
    expect([statusCode, headers.allow]).toEqual([404, undefined]);
  });
});

describe("one client", () => {
  it("subscribes ten times an hour, on the page and by API together", async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) {
      const url = n % 2 ? "/subscribe" : "/api/subscribers";
      statuses.push((await post(url)).statusCode);
    }
    expect(statuses).toEqual([...Array(10).fill(200), 429]);
    const refused = await post("/api/subscribers");
    expect(refused.json()).toMatchObject({ type: "/problems/too-many-requests", status: 429 });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(3500);
    expect((await post("/subscribe")).headers["content-type"]).toContain("text/plain");
    expect((await server.inject("/api/things")).statusCode).toBe(200);
  });

  it("signs in sixty times an hour", async () => {
    for (let n = 0; n < 60; n += 1) expect((await post("/sign-in")).statusCode).toBe(200);
    expect((await post("/sign-in")).statusCode).toBe(429);
  });

  it("is not another one", async () => {
    for (let n = 0; n < 10; n += 1) await post("/subscribe");
    const other = { method: "POST", url: "/subscribe", remoteAddress: "192.0.2.7" } as const;
    expect((await server.inject(other)).statusCode).toBe(200);
  });

  it.each([
    [false, "127.0.0.1"],
    [true, "192.0.2.7"],
    ["127.0.0.0/8", "192.0.2.7"],
    ["10.0.0.0/8", "127.0.0.1"],
  ])("behind a proxy, with trustProxy %s, is %s", async (trustProxy, ip) => {
    const behind = open({ trustProxy });
    const headers = { "x-forwarded-for": "192.0.2.7" };
    const answer = await behind.inject({ method: "POST", url: "/subscribe", headers });
    expect(answer.body).toBe(ip);
    await behind.close();
  });
});

it("a NUL in a header does not come through", async () => {
  await server.listen({ port: 0, host: "127.0.0.1" });
  const [at] = server.addresses();
  if (typeof at !== "object") return expect.unreachable();
  const socket = connect(at.port, "127.0.0.1");
  socket.write(
    "GET /api/things HTTP/1.1\r\nhost: x\r\nif-match: a\0b\r\nconnection: close\r\n\r\n",
  );
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
});
