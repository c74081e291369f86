import { beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { publisherFinder } from "#entries/publishers.ts";
import { addFeedRoutes } from "#feeds/routes.ts";
import type { Server } from "#http/server.ts";
import { openPublicServer } from "../support/public-server.ts";
import { archive, publish, published, samples } from "../support/published.ts";

let db: Db;
let server: Server;

beforeEach(async () => {
  ({ db, server } = await openPublicServer((server, using) =>
    addFeedRoutes(server, {
      archive,
      ...using,
      hub: null,
      publisherOf: publisherFinder([{ id: "toto", name: "東都新聞", aliases: ["東都 新聞社"] }]),
    }),
  ));
});

function ids(body: string): string[] {
  return [...body.matchAll(/tag:minato\.example,2026-04:(\d{4}-\d{6})/g)].map(([, id]) => id ?? "");
}

test.each([
  ["/feeds/all.atom", "application/atom+xml; charset=utf-8"],
  ["/feeds/all.rss", "application/rss+xml; charset=utf-8"],
  ["/feeds/all.json", "application/feed+json; charset=utf-8"],
  ["/feeds/topics/ships.atom", "application/atom+xml; charset=utf-8"],
  ["/feeds/topics/ships.rss", "application/rss+xml; charset=utf-8"],
  ["/feeds/topics/ships.json", "application/feed+json; charset=utf-8"],
])("%s is served as %s, also while the archive is empty, and to HEAD", async (url, type) => {
  const empty = await server.inject(url);
  expect([empty.statusCode, empty.headers["content-type"]]).toEqual([200, type]);
  await publish(db, 1, ...samples);
  const full = await server.inject(url);
  const head = await server.inject({ method: "HEAD", url });
  expect(full.body).toContain("2608-072416");
  expect(head.body).toBe("");
  expect(head.headers["content-length"]).toBe(String(full.rawPayload.length));
  expect(head.headers.etag).toBe(full.headers.etag);
});

test("an entry published now is in the feed at once, and first", async () => {
  await publish(db, 1, ...samples);
  await server.inject("/feeds/all.atom");
  await publish(db, 2, published("2609-080101", { on: "2026-08-01" }));
  expect(ids((await server.inject("/feeds/all.atom")).body)).toEqual([
    "2609-080101",
    "2608-073110",
    "2608-072819",
    "2608-072416",
  ]);
});

test("a topic's feed holds that topic's entries only", async () => {
  await publish(db, 1, ...samples);
  const { body } = await server.inject("/feeds/topics/ships.atom");
  expect(ids(body)).toEqual(["2608-072819", "2608-072416"]);
});

test("a source has a feed of what it reported, in whatever spelling", async () => {
  await publish(db, 1, ...samples);
  const url = "/feeds/sources/toto.atom";
  const first = await server.inject(url);
  expect(ids(first.body)).toEqual(["2608-073110"]);
  expect(first.body).toContain('<link rel="alternate" href="https://minato.example/sources/toto/"');
  const more = published("2609-080101", {
    on: "2026-08-01",
    source: "東都新聞社".replace("新", " 新"),
  });
  await publish(db, 2, more);
  expect(ids((await server.inject(url)).body)).toEqual(["2609-080101", "2608-073110"]);
  const own = `/feeds/sources/${encodeURIComponent("瓦版通信")}.json`;
  expect(ids((await server.inject(own)).body)).toContain("2608-072416");
  expect((await server.inject("/feeds/sources/nobody.atom")).statusCode).toBe(404);
});

test("a feed holds the fifty entries last published", async () => {
  const day = (n: number): string => `2026-07-${String((n % 30) + 1).padStart(2, "0")}`;
  const many = Array.from({ length: 60 }, (_, n) =>
    published(`2608-${day(n).slice(5).replace("-", "")}${n < 30 ? "01" : "02"}`, {
      on: day(n),
      publishedAt: Temporal.Instant.from("2026-07-01T00:00:00Z").add({ hours: n }),
    }),
  );
  await publish(db, 1, ...many);
  const found = ids((await server.inject("/feeds/all.atom")).body);
  expect(found).toEqual(
    many
      .slice(10)
      .reverse()
      .map(({ archiveId }) => archiveId),
  );
});

test.each(["/feeds/topics/weather.atom", "/feeds/all.xml", "/feeds/topics/ships"])(
  "there is no feed at %s",
  async (url) => {
    expect((await server.inject(url)).statusCode).toBe(404);
  },
);

describe("a reader that asks again", () => {
  test("gets 304 until something is published", async () => {
    await publish(db, 1, ...samples);
    const first = await server.inject("/feeds/all.atom");
    const headers = { "if-none-match": String(first.headers.etag) };
    const again = await server.inject({ url: "/feeds/all.atom", headers });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
    await publish(db, 2, published("2609-080101", { on: "2026-08-01" }));
    expect((await server.inject({ url: "/feeds/all.atom", headers })).statusCode).toBe(200);
  });

  test("keeps its copy of a topic in which nothing was published", async () => {
    await publish(db, 1, ...samples);
    const first = await server.inject("/feeds/topics/ships.atom");
    await publish(db, 2, published("2609-080101", { on: "2026-08-01" }));
    const headers = { "if-none-match": String(first.headers.etag) };
    const again = await server.inject({ url: "/feeds/topics/ships.atom", headers });
    expect(again.statusCode).toBe(304);
  });
});
