// The whole of a feed by RFC 5005, what was corrected and withdrawn, and parts by RFC 3229.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { bumpPublication } from "#entries/publication-store.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import { publisherFinder } from "#entries/publishers.ts";
import { entries, entryRevisions } from "#entries/table.ts";
import { textOf } from "#entries/text.ts";
import { addFeedRoutes } from "#feeds/routes.ts";
import type { Server } from "#http/server.ts";
import { openPublicServer } from "../support/public-server.ts";
import { archive, publish, published, samples } from "../support/published.ts";
import { all, one, parseXml, type XmlNode } from "./xml-tree.ts";

let db: Db;
let server: Server;

beforeEach(async () => {
  ({ db, server } = await openPublicServer((server, using) =>
    addFeedRoutes(server, {
      archive,
      ...using,
      hub: "https://minato.example/websub",
      publisherOf: publisherFinder([{ id: "toto", name: "東都新聞", aliases: ["東都 新聞社"] }]),
    }),
  ));
});

/** So many entries a month, published an hour apart from the first of the month on. */
function month(on: string, count: number): PublishedEntry[] {
  const start = Temporal.Instant.from(`${on}-01T00:00:00+09:00`);
  return Array.from({ length: count }, (_, n) => {
    const day = String(Math.floor(n / 90) + 1).padStart(2, "0");
    const issue = Temporal.PlainYearMonth.from(on).add({ months: 1 });
    const id = `${issue.toString().slice(2).replace("-", "")}-${on.slice(5)}${day}${String((n % 90) + 1).padStart(2, "0")}`;
    const publishedAt = start.add({ hours: n });
    return published(id, { on: `${on}-${day}`, publishedAt, updatedAt: publishedAt });
  });
}

async function read(url: string): Promise<XmlNode> {
  const answer = await server.inject(url);
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return parseXml(answer.body);
}

function linkOf(feed: XmlNode, rel: string): string | undefined {
  const href = all(feed, "link").find(({ attributes }) => attributes.rel === rel)?.attributes.href;
  return href?.replace("https://minato.example", "");
}

function idsOf(feed: XmlNode): string[] {
  return all(feed, "entry").map((entry) => one(entry, "k:archive-id")?.text ?? "");
}

describe("complete history (RFC 5005)", () => {
  test("a small feed says that it is complete, and has no archive", async () => {
    await publish(db, 1, ...month("2026-01", 50));
    const feed = await read("/feeds/all.atom");
    expect(one(feed, "fh:complete")).toBeDefined();
    expect([linkOf(feed, "prev-archive"), idsOf(feed).length]).toEqual([undefined, 50]);
  });

  test("from the feed back through its archived documents there is everything, once or twice", async () => {
    const every = [...month("2026-01", 30), ...month("2026-03", 3), ...month("2026-04", 61)];
    await publish(db, 1, ...every);
    const feed = await read("/feeds/all.atom");
    const chain: string[] = [];
    const seen = idsOf(feed);
    for (let at = linkOf(feed, "prev-archive"); at; ) {
      const document = await read(at);
      expect(one(document, "fh:archive")).toBeDefined();
      expect([linkOf(document, "self"), linkOf(document, "current")]).toEqual([
        ...[at, "/feeds/all.atom"],
      ]);
      seen.push(...idsOf(document));
      chain.push(at);
      at = linkOf(document, "prev-archive");
    }
    expect(chain).toEqual([
      "/feeds/archive/2026-04.atom",
      "/feeds/archive/2026-03.atom",
      "/feeds/archive/2026-01-2.atom",
      "/feeds/archive/2026-01.atom",
    ]);
    expect(new Set(seen)).toEqual(new Set(every.map(({ archiveId }) => archiveId)));
  });

  test("an archived document's bytes stay, and change where an entry in it does", async () => {
    const first = month("2026-01", 30);
    await publish(db, 1, ...first, ...month("2026-02", 60));
    const before = await server.inject("/feeds/archive/2026-01.atom");
    await publish(db, 2, ...month("2026-05", 80));
    const after = await server.inject("/feeds/archive/2026-01.atom");
    expect([after.body, after.headers.etag, after.headers["last-modified"]]).toEqual([
      ...[before.body, before.headers.etag, before.headers["last-modified"]],
    ]);
    const [corrected] = first;
    if (!corrected) throw new Error("nothing was published");
    await db
      .update(entries)
      .set({ title: "直した標題" })
      .where(eq(entries.archiveId, corrected.archiveId));
    await bumpPublication(db, [corrected]);
    expect((await server.inject("/feeds/archive/2026-01.atom")).body).toContain("直した標題");
  });

  test("a topic has documents of its own, and what is none is told", async () => {
    await publish(db, 1, ...month("2026-01", 80));
    const feed = await read("/feeds/topics/exercises.atom");
    expect(linkOf(feed, "prev-archive")).toBe("/feeds/topics/exercises/archive/2026-01-2.atom");
    for (const name of ["2026-01-3", "2026-01-9", "2026-02", "2026-1", "x"]) {
      const answer = await server.inject(`/feeds/archive/${name}.atom`);
      expect([name, answer.statusCode]).toEqual([name, 404]);
    }
  });
});

describe("what changed after it was published", () => {
  async function correct(entry: PublishedEntry, at: Temporal.Instant): Promise<void> {
    const [stored] = await db.select().from(entries).where(eq(entries.archiveId, entry.archiveId));
    if (!stored) throw new Error("it is not there");
    const content = { ...textOf(stored), summary: "巡視船7隻が出た。" };
    const after = { ...textOf(stored), summary: "巡視船6隻が出た。" };
    await db.insert(entryRevisions).values([
      { entryId: stored.id, revision: 1, publishedAt: entry.publishedAt, content },
      {
        ...{ entryId: stored.id, revision: 2, publishedAt: at, content: after },
        reason: "7隻は6隻の誤り。",
      },
    ]);
    const set = { summary: "巡視船6隻が出た。", revision: 2, updatedAt: at };
    await db.update(entries).set(set).where(eq(entries.id, stored.id));
    await bumpPublication(db, [entry]);
  }

  test("a correction says what and why, and brings an old entry into the feed again", async () => {
    const [old, ...rest] = month("2026-01", 70);
    if (!old) throw new Error("nothing was made");
    await publish(db, 1, old, ...rest);
    expect(idsOf(await read("/feeds/all.atom"))).not.toContain(old.archiveId);
    await correct(old, Temporal.Instant.from("2026-02-01T00:00:00Z"));
    const feed = await read("/feeds/all.atom");
    const found = all(feed, "entry").find((entry) =>
      one(entry, "id")?.text.includes(old.archiveId),
    );
    expect(found && one(found, "updated")?.text).toBe("2026-02-01T00:00:00Z");
    const { body } = await server.inject("/feeds/all.atom");
    expect(body).toContain("【訂正】2026.02.01 要旨: 7隻は6隻の誤り。");
  });

  test("the feed of corrections has each, with the old text and the new", async () => {
    const [first] = month("2026-01", 1);
    if (!first) throw new Error("nothing was made");
    await publish(db, 1, first);
    expect(all(await read("/feeds/corrections.atom"), "entry")).toEqual([]);
    await correct(first, Temporal.Instant.from("2026-02-01T00:00:00Z"));
    const { body } = await server.inject("/feeds/corrections.atom");
    expect(body).toContain(`<id>tag:minato.example,2026-04:${first.archiveId}/revisions/2</id>`);
    expect(body).toContain("要旨: <del>巡視船7隻が出た。</del> → <ins>巡視船6隻が出た。</ins>");
  });

  test("what was withdrawn is told as deleted (RFC 6721), and is no entry any more", async () => {
    const [gone, stays] = month("2026-01", 2);
    if (!gone || !stays) throw new Error("nothing was made");
    await publish(db, 1, gone, stays);
    const at = Temporal.Instant.from("2026-02-01T00:00:00Z");
    await db
      .update(entries)
      .set({ state: "withdrawn", reason: "取り違え。", withdrawnAt: at })
      .where(eq(entries.archiveId, gone.archiveId));
    await bumpPublication(db, [gone]);
    const feed = await read("/feeds/all.atom");
    expect(idsOf(feed)).toEqual([stays.archiveId]);
    const deleted = one(feed, "at:deleted-entry");
    expect(deleted?.attributes).toEqual({
      ref: `tag:minato.example,2026-04:${gone.archiveId}`,
      when: "2026-02-01T00:00:00Z",
    });
    expect(deleted && one(deleted, "at:comment")?.text).toBe("取り違え。");
    expect(one(feed, "updated")?.text).toBe("2026-02-01T00:00:00Z");
  });
});

describe("only what is new (RFC 3229)", () => {
  const url = "/feeds/all.atom";
  const ask = (etag: unknown, more: Record<string, string> = {}) =>
    server.inject({ url, headers: { "a-im": "feed", "if-none-match": String(etag), ...more } });

  test("goes to a reader that says which copy it has", async () => {
    await publish(db, 1, ...month("2026-01", 40));
    const first = await server.inject(url);
    await publish(db, 2, ...month("2026-02", 2));
    const part = await ask(first.headers.etag);
    expect([part.statusCode, part.headers.im, part.headers["cache-control"]]).toEqual([
      ...[226, "feed", "no-store, im"],
    ]);
    expect(idsOf(parseXml(part.body))).toEqual(["2603-020102", "2603-020101"]);
    // The feed holds all there is, but a reader must not drop what the part leaves out.
    expect(one(parseXml(part.body), "fh:complete")).toBeUndefined();
    expect((await server.inject(url)).body).toContain("<fh:complete/>");
    const whole = await server.inject(url);
    expect(part.headers.etag).toBe(whole.headers.etag);
    expect((await ask(part.headers.etag)).statusCode).toBe(304);
    // Each coding has a tag of its own, and each is known.
    const gzip = { "accept-encoding": "gzip" };
    const zipped = await ask(String(first.headers.etag).replace(/"$/, '-gz"'), gzip);
    expect([zipped.statusCode, zipped.headers["content-encoding"]]).toEqual([226, "gzip"]);
  });

  test("goes to nobody else", async () => {
    await publish(db, 1, ...month("2026-01", 40));
    const first = await server.inject(url);
    await publish(db, 2, ...month("2026-02", 2));
    const etag = String(first.headers.etag);
    const plain = await server.inject({ url, headers: { "if-none-match": etag } });
    expect(plain.statusCode).toBe(200);
    expect((await ask('"another"')).statusCode).toBe(200);
    expect((await ask(etag, { "a-im": "vcdiff, gzip" })).statusCode).toBe(200);
    expect((await ask(etag, { "a-im": "feed;q=0" })).statusCode).toBe(200);
    const { statusCode } = await ask(etag, { "user-agent": "feedparser/6.0.10" });
    expect(statusCode).toBe(200);
    const head = await server.inject({
      ...{ method: "HEAD", url, headers: { "a-im": "feed", "if-none-match": etag } },
    });
    expect([head.statusCode, head.body]).toEqual([200, ""]);
  });
});

test("a feed names its hub, and looks like what it is in a browser", async () => {
  await publish(db, 1, ...month("2026-01", 1));
  const [atom, rss, json] = await Promise.all(
    ["atom", "rss", "json"].map((ending) => server.inject(`/feeds/all.${ending}`)),
  );
  expect(atom && linkOf(parseXml(atom.body), "hub")).toBe("/websub");
  expect(rss?.body).toContain('rel="hub"');
  expect(JSON.parse(json?.body ?? "{}")).toMatchObject({
    hubs: [{ type: "WebSub", url: "https://minato.example/websub" }],
  });
  for (const body of [atom?.body, rss?.body]) {
    const style = /<\?xml-stylesheet type="text\/css" href="([^"]+)"\?>/.exec(body ?? "")?.[1];
    const css = await server.inject(style ?? "/none");
    expect([css.statusCode, css.headers["content-type"]]).toEqual([200, "text/css; charset=utf-8"]);
  }
});

test("all feeds are in one list to subscribe to", async () => {
  const answer = await server.inject("/feeds.opml");
  expect(answer.headers["content-type"]).toBe("text/x-opml; charset=utf-8");
  const addresses = [...answer.body.matchAll(/xmlUrl="https:\/\/minato\.example([^"]+)"/g)];
  expect(addresses.map(([, path]) => path)).toEqual([
    ...["/feeds/all.atom", "/feeds/topics/exercises.atom", "/feeds/topics/ships.atom"],
    ...["/feeds/topics/ports.atom", "/feeds/corrections.atom"],
  ]);
  for (const [, path] of addresses) {
    expect((await server.inject(path ?? "")).statusCode).toBe(200);
  }
});

/** Debian's package of that name; CI installs it. */
const hasJing = spawnSync("jing", [], { stdio: "ignore" }).error === undefined;
if (!hasJing) process.stdout.write("skipped: jing, which checks against a grammar, is not here\n");

test.skipIf(!hasJing)("every kind of Atom document fits RFC 4287's grammar", async () => {
  const [gone, ...rest] = month("2026-01", 80);
  if (!gone) throw new Error("nothing was made");
  await publish(db, 1, gone, ...rest, ...samples);
  await db
    .update(entries)
    .set({ state: "withdrawn", reason: "取り違え。", withdrawnAt: gone.publishedAt })
    .where(eq(entries.archiveId, gone.archiveId));
  const dir = mkdtempSync(join(tmpdir(), "kawaraban-grammar-"));
  const documents = ["all", "topics/ships", "corrections", "archive/2026-01"];
  const files = await Promise.all(
    documents.map(async (path, n) => {
      const file = join(dir, `${n}.atom`);
      writeFileSync(file, (await server.inject(`/feeds/${path}.atom`)).rawPayload);
      return file;
    }),
  );
  const grammar = fileURLToPath(new URL("./atom.rnc", import.meta.url));
  const { status, stdout } = spawnSync("jing", ["-c", grammar, ...files], { encoding: "utf8" });
  rmSync(dir, { recursive: true });
  expect([stdout, status]).toEqual(["", 0]);
});
