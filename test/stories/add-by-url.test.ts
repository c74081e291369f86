// An editor has an address: of a site to follow, of a story to keep, of a list from another reader.

import type { LightMyRequestResponse } from "fastify";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import type { Topic } from "#base/archive.ts";
import { addCaptureRoutes } from "#candidates/capture-routes.ts";
import { gather, type Polled } from "#candidates/gather.ts";
import { addCandidateRoutes } from "#candidates/routes.ts";
import { schemaFaults } from "#config/schema-faults.ts";
import { SourcesFile } from "#config/sources-file.ts";
import type { Db } from "#db/types.ts";
import { listAudit } from "#editors/audit.ts";
import { addGuard } from "#editors/guard.ts";
import type { Rules } from "#editors/rules.ts";
import { createServer, type Server } from "#http/server.ts";
import { noEntities } from "#likeness/entities.ts";
import { defaultThresholds } from "#likeness/thresholds.ts";
import { openAgent } from "#net/agent.ts";
import { download } from "#net/download.ts";
import { openBreaker } from "#sources/breaker.ts";
import { recalling } from "#sources/discover-recall.ts";
import { addDiscoverRoutes } from "#sources/discover-routes.ts";
import { listKnown, takeDiscovery } from "#sources/discover-store.ts";
import { addOpmlRoutes } from "#sources/opml-routes.ts";
import { openParsePool } from "#sources/parse-pool.ts";
import type { Reader } from "#sources/read-source.ts";
import { sourceSpec } from "#sources/spec.ts";
import { listSources, upsertSources } from "#sources/store.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { atomFeed } from "../support/feeds.ts";
import { quietLog } from "../support/log.ts";
import { type Origin, openOrigin } from "../support/origin.ts";

type WrittenSource = SourcesFile["sources"][number];

const actor = { id: "key:test", name: "test", role: "editor" } as const;
const topics: Topic[] = [
  { slug: "us-japan", title: "日米", page_title: "日米", keywords: ["共同訓練"] },
  { slug: "harbour", title: "港湾", page_title: "港湾", keywords: ["港"] },
];
const slugs = topics.map(({ slug }) => slug);
const agent = openAgent({ allowCidrs: ["127.0.0.0/8"] });
const pool = openParsePool({ size: 1, timeoutMs: 20_000, heapMb: 256 });
const ask: Reader["download"] = (request) =>
  download({ ...request, userAgent: "Kawaraban/0", accept: "*/*" }, { agent });
const feed = atomFeed([
  { title: "港の話", link: "https://shiomi.example/1", date: "2026-11-24T09:00:00Z" },
]);
const page = `<!doctype html><html lang="ja"><title>港で共同訓練</title><meta property="og:site_name"
  content="潮見新報"><meta name="description" content="概要。"><time datetime="2026-11-24">`;

describe("by its address", () => {
  let db: Db;
  let server: Server;
  let origin: Origin;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeEach(async () => {
    db = await openTestDatabase();
    clock.set("2026-11-24T12:00:00Z");
    origin = await openOrigin();
    server = await openServer();
  });
  afterEach(async () => {
    await server.close();
    await origin.close();
  });
  afterAll(async () => {
    await Promise.all([pool.close(), agent.close()]);
  });

  async function openServer(): Promise<Server> {
    const askOnce = (url: string) => ask({ url, validatorsFor: () => undefined });
    const common = { ...{ db, clock, download: askOnce, parse: pool.parse }, zone: "Asia/Tokyo" };
    const server = createServer(quietLog);
    const rules: Rules = {
      ...{ "POST /api/sources/discover": "editor", "POST /api/sources/opml": "editor" },
      ...{ "GET /api/sources.opml": "editor", "POST /api/candidates": "editor" },
      ...{ "GET /api/candidates": "editor", "GET /api/candidates/:id": "editor" },
      ...{ "POST /api/candidates/:id/reject": "editor" },
    };
    const findActor = async () => ({ actor, by: "key" as const });
    addGuard(server, { findActor, url: "http://desk.example", rules });
    addCandidateRoutes(server, { db, clock });
    const stacking = {
      ...{ db, clock, log: quietLog, entities: noEntities },
      thresholds: { ...defaultThresholds, hours: 96 },
    };
    addCaptureRoutes(server, { ...common, topics, language: "ja", stacking });
    addDiscoverRoutes(server, { ...common, topics: slugs, language: "ja" });
    const { zone } = common;
    addOpmlRoutes(server, { db, zone, topics: slugs, language: "ja", archiveTitle: "瓦版" });
    await server.ready();
    return server;
  }

  function post(url: string, payload: object): Promise<LightMyRequestResponse> {
    return server.inject({ method: "POST", url, payload });
  }

  const discover = (url: string) => post("/api/sources/discover", { url });
  const capture = (url: string, more = {}) => post("/api/candidates", { url, ...more });
  const asked = (path: string): number =>
    origin.requests.filter((request) => request.path === path).length;

  describe("a site", () => {
    beforeEach(() => {
      const link = '<link rel="alternate" type="application/atom+xml" href="/atom">';
      origin.answer("/", { body: `${page}${link}` });
      origin.answer("/atom", { body: feed, headers: { etag: '"v1"' } });
    });

    test("is found to have a feed, and becomes a source by pasting what is proposed", async () => {
      const answer = await discover(origin.url("/"));
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({
        outcome: "ok",
        proposals: [
          {
            ...{ address: origin.url("/atom"), title: "Harbor Wire", language: "ja" },
            ...{ validators: { etag: '"v1"' }, configured: null, flags: [] },
            previews: [{ title: "港の話", published_at: "2026-11-24T09:00:00Z" }],
          },
        ],
      });
      const file = pasted(answer);
      expect(schemaFaults(SourcesFile, file)).toEqual([]);
      expect(file.sources[0]).toMatchObject({ active: false, topics: slugs });
    });

    test("is asked for its feed once, by discovery and the first poll together", async () => {
      const [written] = pasted(await discover(origin.url("/"))).sources;
      if (!written) throw new Error("nothing was proposed");
      await follow({ ...written, active: true });
      clock.advance({ minutes: 10 });
      expect(await poll()).toMatchObject([{ outcome: "ok", added: 1 }]);
      expect(asked("/atom")).toBe(1);
      clock.advance({ hours: 30 });
      await poll();
      const sent = origin.requests.filter(({ path }) => path === "/atom");
      expect(sent.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"v1"']);
    });

    test("what was kept of it serves once, grows old, and is thrown away after a week", async () => {
      const address = origin.url("/atom");
      origin.answer("/atom", { body: feed, headers: { age: "5" } });
      await discover(address);
      clock.advance({ minutes: 1 });
      const kept = await takeDiscovery(db, address, clock());
      expect(kept).toMatchObject({ outcome: "ok", url: address, headers: { age: "65" } });
      expect(kept?.outcome === "ok" && new TextDecoder().decode(kept.bytes)).toBe(feed);
      expect(await takeDiscovery(db, address, clock())).toBeUndefined();
      await discover(address);
      clock.advance({ hours: 24 * 8 });
      expect(await takeDiscovery(db, address, clock())).toBeUndefined();
    });

    test("that is a source already says so, and is not kept for a poll", async () => {
      const address = origin.url("/atom");
      await follow({ id: "wire", address });
      expect((await discover(address)).json()).toMatchObject({
        proposals: [{ configured: "wire" }],
      });
      expect(await takeDiscovery(db, address, clock())).toBeUndefined();
    });

    test("at a private address is refused with the reason", async () => {
      const answer = await discover("http://169.254.169.254/latest");
      expect(answer.statusCode).toBe(422);
      expect(answer.json()).toMatchObject({
        ...{ type: "/problems/invalid-input", outcome: "refused-address" },
        detail: expect.stringContaining("169.254.169.254"),
      });
      expect((await discover("file:///etc/passwd")).statusCode).toBe(422);
    });

    test("that answers nothing of use is told by the outcome's name", async () => {
      origin.answer("/gone", { status: 410 });
      expect((await discover(origin.url("/gone"))).json()).toMatchObject({
        ...{ outcome: "gone", proposals: [] },
      });
    });
  });

  describe("a story", () => {
    test("becomes a candidate, once", async () => {
      origin.answer("/news/1?id=1&utm_source=x", { body: page });
      const first = await capture(origin.url("/news/1?id=1&utm_source=x"));
      expect(first.statusCode).toBe(201);
      expect(first.json()).toMatchObject({
        ...{ title: "港で共同訓練", publisher: "潮見新報", source: "by-hand", state: "new" },
        ...{ excerpt: "概要。", language: "ja", topics: slugs, timed: false },
        ...{ url: origin.url("/news/1?id=1"), published_at: "2026-11-23T15:00:00Z" },
      });
      const again = await capture(origin.url("/news/1?id=1&utm_source=y#top"));
      expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
      expect(origin.requests).toHaveLength(1);
      const [audit] = await listAudit(db, `candidate:${first.json().id}`);
      expect(audit).toMatchObject({ act: "capture", actor: actor.id });
    });

    test("is known by the address that its page calls canonical", async () => {
      const link = '<link rel="canonical" href="/news/1">';
      origin.answer("/a", { body: page + link });
      origin.answer("/b", { body: page + link });
      const first = await capture(origin.url("/a"));
      const second = await capture(origin.url("/b"));
      expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
      expect(second.json().id).toBe(first.json().id);
    });

    test("that two editors add at once is one candidate", async () => {
      origin.answer("/a", { body: page });
      const both = await Promise.all([capture(origin.url("/a")), capture(origin.url("/a"))]);
      expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 201]);
      expect(new Set(both.map((answer) => answer.json().id)).size).toBe(1);
    });

    test("that a source has brought is answered as that candidate, without asking the page", async () => {
      const body = atomFeed([
        { title: "港の話", link: origin.url("/1"), date: "2026-11-24T09:00:00Z" },
      ]);
      origin.answer("/feed", { body });
      await follow({ id: "wire", address: origin.url("/feed") });
      await poll();
      const answer = await capture(origin.url("/1"));
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({
        ...{ source: "wire", title: "港の話", stack: expect.any(Number) },
      });
      expect(asked("/1")).toBe(0);
    });

    test("gets the topics that the editor gives, of those that exist", async () => {
      origin.answer("/a", { body: page });
      expect((await capture(origin.url("/a"), { topics: ["space"] })).statusCode).toBe(422);
      const answer = await capture(origin.url("/a"), { topics: ["harbour"] });
      expect(answer.json()).toMatchObject({ topics: ["harbour"], stack: expect.any(Number) });
    });

    test("survives a start of the program with another configuration", async () => {
      origin.answer("/a", { body: page });
      const { id } = (await capture(origin.url("/a"))).json();
      const before = await listKnown(db);
      clock.advance({ hours: 1 });
      await upsertSources(db, [], clock());
      expect(await listKnown(db)).toEqual(before);
      expect(await listSources(db)).toEqual([]);
      const answer = await server.inject(`/api/candidates/${id}`);
      expect(answer.json()).toMatchObject({ candidate: { source: "by-hand" } });
    });

    test("that cannot be had or has no headline is refused with the reason", async () => {
      origin.answer("/blank", { body: "<p>" });
      origin.answer("/shut", { status: 403 });
      const told = async (url: string): Promise<unknown[]> => {
        const answer = await capture(url);
        return [answer.statusCode, answer.json().outcome];
      };
      expect(await told(origin.url("/blank"))).toEqual([422, undefined]);
      expect(await told(origin.url("/shut"))).toEqual([422, "blocked"]);
      expect(await told("http://10.0.0.1/")).toEqual([422, "refused-address"]);
      expect(await told("news/1")).toEqual([422, undefined]);
    });
  });

  describe("a list", () => {
    const type = { "content-type": "text/x-opml" };
    const read = (payload: string | Buffer, headers: Record<string, string> = type) =>
      server.inject({ method: "POST", url: "/api/sources/opml", headers, payload });

    test("of feeds goes out as OPML and comes back marked as known", async () => {
      await follow(
        { id: "wire", name: "Harbor & Wire", language: "en", address: "https://a.example/rss" },
        { id: "off", active: false, reason: "terms", address: "https://b.example/rss" },
        { id: "map", kind: "sitemap", address: "https://c.example/map" },
      );
      const out = await server.inject("/api/sources.opml");
      expect(out.headers["content-type"]).toBe("text/x-opml; charset=utf-8");
      expect(out.body).toContain('text="Harbor &amp; Wire"');
      expect((await read(out.body)).json().items).toMatchObject(
        [
          { address: "https://b.example/rss", configured: "off" },
          { address: "https://a.example/rss", configured: "wire" },
        ].toSorted((a, b) => out.body.indexOf(a.address) - out.body.indexOf(b.address)),
      );
    });

    test("from elsewhere becomes configuration, and nothing is downloaded", async () => {
      const opml = `<?xml version="1.0" encoding="Shift_JIS"?><opml><body><outline text="\x8d\x60" xmlUrl="${origin.url("/rss")}"/><outline xmlUrl="${origin.url("/2")}"/></body></opml>`;
      const answer = await read(Buffer.from(opml, "latin1"), { "content-type": "application/xml" });
      const { items } = answer.json<{ items: { configuration: string; title: string }[] }>();
      expect(items.map(({ title }) => title)).toEqual(["港", "127.0.0.1"]);
      const file = parseYaml(`sources:\n${items.map((item) => item.configuration).join("")}`);
      expect(schemaFaults(SourcesFile, file)).toEqual([]);
      expect(origin.requests).toEqual([]);
    });

    test("that is no OPML, too deep, or too large is refused", async () => {
      const statuses = [];
      for (const body of ["<html/>", "<opml><a>".repeat(10_000), " ".repeat(2 ** 20 + 1)]) {
        statuses.push((await read(body)).statusCode);
      }
      expect(statuses).toEqual([422, 422, 413]);
      for (const other of ["application/json", "text/plain"]) {
        expect((await read("{}", { "content-type": other })).statusCode).toBe(415);
      }
    });
  });

  /** The configuration that the program starts with. */
  async function follow(...written: Partial<WrittenSource>[]): Promise<void> {
    const specs = written.map((one) =>
      sourceSpec({
        ...{ id: "id", name: "潮見新報", homepage: "https://shiomi.example/", address: "" },
        ...{ kind: "feed", language: "ja", topics: slugs, terms: "invented", active: true },
        ...one,
      }),
    );
    await upsertSources(db, specs, clock());
  }

  function poll(): Promise<Polled[]> {
    const take = (url: string) => takeDiscovery(db, url, clock());
    const allowed = { allowed: true, delaySeconds: 0 } as const;
    const reader = {
      ...{ download: recalling(ask, take), parse: pool.parse },
      robots: async () => allowed,
    };
    return gather({
      ...{ db, clock, reader, topics, byDatabaseClock: false, breaker: openBreaker() },
      ...{ log: quietLog, concurrency: 1 },
      policy: { minimumMinutes: 15, defaultMinutes: 30 },
    });
  }

  function pasted(answer: LightMyRequestResponse): SourcesFile {
    const { proposals } = answer.json<{ proposals: { configuration: string }[] }>();
    const written = proposals.map(({ configuration }) => configuration).join("");
    return parseYaml(`sources:\n${written}`) as SourcesFile;
  }
});
