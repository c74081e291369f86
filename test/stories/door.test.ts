// Whatever is sent to the door, the answer is an answer: never "something broke here".

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openReadingRoom } from "../subscribers/open-reading-room.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

type Schema = { properties?: Record<string, Schema>; examples?: unknown[]; example?: unknown };
type Parameter = { name: string; in: "path" | "query" | "header" };
type Operation = {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
type Sent = { body: string | undefined; type: string | undefined };
type Request = { path: string; body: string | undefined; headers: Record<string, string> };

const entry = { date: "2026-11-24", source: "潮見新報", title: "港の訓練", language: "ja" };

/** What stores, parsers and clocks have tripped over. */
const strings = [
  ...["", " ", "\0", "a\0b", "\ud83d", "x\udc00", "\u0001", "🗞", "'", '"><', "%", "%00", "\r\n"],
  ...["99999999999999999999", "9007199254740993", "1e300", "-1", "0", "0x10", "NaN", "1.5"],
  ...["0001-01-01", "1999-12-31", "2099-12-31", "2026-02-30", "+275760-09-13T00:00:00Z"],
  ...["-271821-04-20T00:00:00Z", "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "24:00"],
  ...["__proto__", "constructor", "../../etc", "*", '"v1"', "YTE", "YTk5OTk5OTk5OTk5OTk5OQ"],
  ...["urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7", "7c9e6679-7425-40de-944b-e07fc1f90ae7"],
  ...["2601-123101", "2600-010101", "0001-123199", "weekly-2026-11-23", "x".repeat(3000)],
  ...["http://127.0.0.1:1/", "http://[::", "harbour", "a@b.example", "confirm.x.y.z"],
];
const others = [null, true, 0, -1, 1.5, 2 ** 53, 1e300, [], {}, ["a\0"], { a: { b: "\udfff" } }];

const badString = fc.constantFrom(...strings);
const bad = fc.oneof({ weight: 3, arbitrary: badString }, fc.constantFrom<unknown>(...others));

describe("the door", () => {
  let app: TestApp;
  let key: string;
  let operations: [name: string, Operation][];
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeAll(async () => {
    app = await startTestApp(await openTestDatabase(), { clock, sources: [{ id: "wire" }] });
    key = await app.key("admin");
    const described = await (await fetch(`${app.url}/api/openapi.json`)).json();
    const { paths } = described as { paths: Record<string, Record<string, Operation>> };
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );
    for (let n = 0; n < 3; n += 1) await post("/api/entries", entry);
    await app.parts.database.db.execute(`
      insert into candidate (source_id, identity, digest, title, excerpt, publisher, language,
        topics, timed, first_seen_at)
      select 'wire', n::text, '', 'Harbour drill', '', 'Harbour Wire', 'en', '{harbour}', true,
        now() from generate_series(1, 40) n`);
    // Each its own story.
    await app.parts.database.db.execute(`
      insert into stack (lead_id, topics, first_seen_at)
      select id, topics, first_seen_at from candidate order by id`);
    await app.parts.database.db.execute(`
      update candidate set stack_id = stack.id from stack where lead_id = candidate.id`);
  });
  afterAll(() => app.close());

  const post = (path: string, body?: unknown) => app.call("POST", path, { as: key, body });

  test("no operation of the API breaks on what it does not expect", {
    timeout: 120_000,
  }, async () => {
    expect(operations.length).toBeGreaterThan(25);
    for (const [name, operation] of operations) {
      const [method = "", path = ""] = name.split(" ");
      const property = fc.asyncProperty(requests(path, operation), async (request) => {
        const headers = { authorization: `Bearer ${key}`, ...request.headers };
        const { path, body = null } = request;
        const answer = await fetch(app.url + path, { method, headers, body });
        const told = await textOf(answer);
        expect([name, path, body, answer.status, told]).not.toEqual(expect.arrayContaining([500]));
        if (answer.status < 400) return;
        expect(answer.headers.get("content-type")).toContain("application/problem+json");
      });
      await fc.assert(property, { numRuns: 40 });
    }
  });

  test("no page and no form breaks", async () => {
    const page = fc.constantFrom(
      ...[
        "/entries/@",
        "/2026/@/",
        "/@/",
        "/topics/@/",
        "/sources/@/",
        "/en/sources/@",
        "/ja/@",
        "/sources/a/?before=@",
        "/problems/@",
        "/unsubscribe/@",
      ],
      ...["/subscribe?lang=@", "/sign-in?token=@", "/subscribe/confirm?token=@", "/feeds/@"],
      ...["/api/auth/get-session?disableCookieCache=@", "/api/docs/@"],
    );
    const form = fc.constantFrom(
      ...["/sign-in token", "/sign-in address", "/subscribe/confirm token", "/subscribe address"],
      ...["/unsubscribe/@ x", "/sign-out x", "/api/auth/sign-in/magic-link x"],
    );
    await fc.assert(
      fc.asyncProperty(page, badString, async (path, value) => {
        const answer = await fetch(app.url + path.replace("@", encoded(value)));
        await answer.arrayBuffer();
        expect([path, value, answer.status]).not.toContain(500);
      }),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(form, badString, async (target, value) => {
        const [path = "", field = ""] = target.split(" ");
        const answer = await fetch(app.url + path.replace("@", encoded(value)), {
          method: "POST",
          redirect: "manual",
          headers: { origin: app.url, "content-type": "application/x-www-form-urlencoded" },
          body: `${field}=${encoded(value)}&digest=${encoded(value)}`,
        });
        expect([target, value, answer.status]).not.toContain(500);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ["GET", "/api/candidates/99999999999999999999", 422],
    ["GET", "/api/candidates/1e300", 422],
    ["GET", "/api/candidates/9007199254740991", 404],
    ["GET", "/api/candidates/0", 422],
    ["POST", "/api/candidates/99999999999999999999/accept", 422],
    ["GET", "/api/entries/99999999999999999999", 404],
    ["GET", "/api/candidates?since=-271821-04-20T00:00:00Z", 422],
    ["GET", "/api/candidates?since=%2B275760-09-13T00:00:00Z", 422],
    ["GET", "/api/candidates?since=0000-01-01T00:00:00Z", 422],
    ["GET", "/api/candidates?since=0001-01-01T00:00:00Z", 200],
    ["GET", "/api/candidates?since=2026-11-24T09:00:00%2B09:00", 200],
    ["GET", "/api/candidates?topic=%00", 422],
    ["GET", "/api/candidates?colour=red", 422],
    ["GET", "/api/entries?colour=red", 422],
    ["GET", "/api/keys?colour=red", 422],
    ["GET", "/api/people?colour=red", 422],
    ["DELETE", "/api/keys/abc", 422],
    ["DELETE", "/api/keys/urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7", 404],
    ["DELETE", "/api/keys/7c9e6679-7425-40de-944b-e07fc1f90ae7", 404],
    ["GET", "/api/entries/%E0%A4", 400],
    ["GET", "/api", 404],
    ["PUT", "/api/entries/1", 405],
  ])("%s %s is %i", async (method, path, status) => {
    const answer = await app.call(method, path, { as: key });
    expect(answer.status).toBe(status);
    if (status === 200) return;
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.json).toMatchObject({ status, detail: expect.stringMatching(/\w.*\.$/) });
  });

  test.each([
    ["0001-01-01", 422],
    ["1999-12-31", 422],
    ["2000-01-01", 201],
    ["2099-11-30", 201],
    ["2099-12-01", 422],
    ["2099-12-31", 422],
  ])("a draft of %s is %i, and what is taken can be approved", async (date, status) => {
    const body = { ...entry, date, summary: "訓練があった。", topics: ["harbour"] };
    const made = await post("/api/entries", body);
    expect(made.status).toBe(status);
    if (status !== 201) return expect(made.json.detail).toContain("2099-11-30");
    const path = `/api/entries/${made.json.id}`;
    await post(`${path}/submit`);
    const headers = { "if-match": '"v2"' };
    const approved = await app.call("POST", `${path}/approve`, { as: key, headers });
    expect(approved.status).toBe(200);
  });

  test("a candidate is rejected without a body, or with an empty one", async () => {
    const headers = { "content-type": "application/json" };
    for (const [id, options] of [
      [31, {}],
      [32, { headers }],
      [33, { body: {} }],
      [34, { body: { reason: "old news" } }],
    ] as const) {
      const path = `/api/candidates/${id}/reject`;
      await app.parts.database.db.execute(`update candidate set state = 'new' where id = ${id}`);
      await app.parts.database.db.execute(`update stack set state = 'new' where lead_id = ${id}`);
      const rejected = await app.call("POST", path, { as: key, ...options });
      expect([id, rejected.status, rejected.json.state]).toEqual([id, 200, "rejected"]);
      expect(rejected.json.reason).toBe("body" in options && id === 34 ? "old news" : null);
    }
  });
});

// By itself: it empties the database.
test("no wish of a reader breaks, from however many clients", async () => {
  const room = await openReadingRoom();
  const wishes = ["address", "language", "digests", "topics", "token"];
  const paths = ["", "/confirm", "/unsubscribe"].map((path) => `/api/subscribers${path}`);
  const property = fc.asyncProperty(
    fc.constantFrom(...paths),
    fc.constantFrom(...wishes),
    fc.oneof(bad, fc.array(bad, { maxLength: 2 })),
    fc.ipV4(),
    async (url, name, value, remoteAddress) => {
      const wish = url.endsWith("s") ? { address: "reader@harbour.example" } : {};
      const payload = { ...wish, [name]: value };
      const answer = await room.server.inject({ method: "POST", url, payload, remoteAddress });
      expect(answer.statusCode).not.toBe(500);
    },
  );
  await fc.assert(property, { numRuns: 200 });
  await room.server.close();
});

/** What the description asks for, with some of it replaced by what it does not. */
function requests(path: string, operation: Operation): fc.Arbitrary<Request> {
  const known = fc.constantFrom("1", "2", "3");
  const drawn = fc.record({
    id: fc.oneof(known, badString),
    query: fc.dictionary(fc.constantFrom(...namesOf(operation, "query"), "colour"), badString),
    sent: sentBodies(operation),
    version: fc.constantFrom(
      ...[{}, { "if-match": '"v1"' }, { "if-match": "v1" }],
      ...[{ "if-match": '"v2"', "claim-token": "1" }, { "claim-token": "0x1" }],
    ),
  });
  return drawn.map(({ id, query, sent: { body, type }, version }) => {
    const asked = Object.entries(query).map(([name, value]) => `${name}=${encoded(value)}`);
    return {
      path: `${path.replace(/\{\w+\}/, encoded(id))}${asked.length > 0 ? `?${asked.join("&")}` : ""}`,
      body,
      headers: { ...(type === undefined ? {} : { "content-type": type }), ...version },
    };
  });
}

function namesOf({ parameters = [] }: Operation, place: Parameter["in"]): string[] {
  return parameters.filter((one) => one.in === place).map(({ name }) => name);
}

function sentBodies({ requestBody }: Operation): fc.Arbitrary<Sent> {
  const [type, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type === undefined) return fc.constant({ body: undefined, type });
  if (type !== "application/json") return badString.map((body) => ({ body, type }));
  return bodies(media?.schema ?? {}).map((json) => ({ body: JSON.stringify(json), type }));
}

function bodies(schema: Schema): fc.Arbitrary<unknown> {
  const names = Object.keys(schema.properties ?? {});
  const sample = (schema.examples?.[0] ?? schema.example ?? {}) as Record<string, unknown>;
  // Nobody out there is to be asked by a test.
  const local = JSON.parse(
    JSON.stringify(sample).replace(/https?:[^"]*/g, "http://127.0.0.1:1/"),
  ) as Record<string, unknown>;
  const member = fc.oneof(bad, fc.array(bad, { maxLength: 2 }));
  const spoilt = fc
    .dictionary(fc.constantFrom(...names, "colour"), member, { maxKeys: 2 })
    .map((changed) => ({ ...local, ...changed }));
  return fc.oneof({ weight: 9, arbitrary: spoilt }, bad);
}

/** All of an answer; of a stream, which does not end, what it begins with. */
async function textOf(answer: Response): Promise<string> {
  const type = answer.headers.get("content-type") ?? "";
  if (!type.startsWith("text/event-stream")) return answer.text();
  const reader = (answer.body ?? new ReadableStream()).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  const told = new TextDecoder().decode(value);
  expect(told).toMatch(/^retry: \d+\n\n/);
  return told;
}

/** For an address; half a surrogate pair as the bytes that would be it. */
function encoded(value: string): string {
  return value.isWellFormed() ? encodeURIComponent(value) : "%ED%A0%80";
}
