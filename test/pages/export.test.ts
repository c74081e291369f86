import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { load } from "cheerio";
import { unzipSync } from "fflate";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { archiveId } from "#entries/archive-id.ts";
import { publicationLog } from "#entries/publication-store.ts";
import { documentCache } from "#http/document-cache.ts";
import { createServer, type Server } from "#http/server.ts";
import { localMarkup } from "#pages/export-local.ts";
import { addPageRoutes } from "#pages/routes.ts";
import { openTestDatabase } from "../support/database.ts";
import { archive, publish, published, samples } from "../support/published.ts";

let db: Db;
let server: Server;

beforeEach(async () => {
  db = await openTestDatabase();
  server = createServer(pino({ level: "silent" }));
  await addPageRoutes(server, {
    db,
    archive,
    documents: documentCache(publicationLog(db), { freshForMs: 0 }),
  });
});

const old = published("2512-110201", { on: "2025-11-02", title: "", url: null });

describe("/entries.jsonl", () => {
  async function lines(): Promise<Record<string, unknown>[]> {
    const { statusCode, headers, body } = await server.inject("/entries.jsonl");
    expect([statusCode, headers["content-type"]]).toEqual([
      200,
      "application/jsonl; charset=utf-8",
    ]);
    return body
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  }

  test("has every published entry, newest id first, in the shape that its schema tells", async () => {
    expect(await lines()).toEqual([]);
    await publish(db, 1, ...samples, old);
    const found = await lines();
    const schema = (await server.inject("/schema/entry.json")).json();
    expect(schema.$id).toBe("https://minato.example/schema/entry.json");
    const check = (formats as unknown as typeof formats.default)(new Ajv2020({ strict: true }));
    const valid = check.compile({ ...schema, additionalProperties: false });
    for (const line of found) expect([valid(line), valid.errors]).toEqual([true, null]);
    expect(found.map(({ archive_id }) => archive_id)).toEqual([
      ...["2608-073110", "2608-072819", "2608-072416", "2512-110201"],
    ]);
    expect(found[2]).toEqual({
      archive_id: "2608-072416",
      permalink: "https://minato.example/entries/2608-072416",
      ...{ date: "2026-07-24", time: "20:16", source: "瓦版通信", via: null, language: "ja" },
      ...{
        title: "装備品<第3段階>に合意 & 「基本設計」へ",
        url: "https://news.example/2608-072416",
      },
      summary: "協議している項目は\n(1)共同生産\n(2)相互利用\nの2点である。",
      notes: ["納入できるかが疑問である。", "砲弾についても同じである。"],
      ...{ related: [], topics: ["ships"], revision: 1 },
      ...{ published_at: "2026-07-24T12:00:00Z", updated_at: "2026-07-26T01:02:03Z" },
    });
  });

  test("is read part by part, each entry once", async () => {
    const many = Array.from({ length: 450 }, (_, n) => {
      const day = new Temporal.PlainDate(2026, 3, 1).add({ days: n % 30 });
      return published(archiveId(day, 1 + Math.floor(n / 30)), { on: day.toString() });
    });
    await publish(db, 1, ...many);
    const ids = (await lines()).map(({ archive_id }) => String(archive_id));
    expect(ids).toEqual(
      many
        .map(({ archiveId }) => String(archiveId))
        .toSorted()
        .reverse(),
    );
  });

  test("is not sent again until something is published", async () => {
    await publish(db, 1, ...samples);
    const { headers } = await server.inject("/entries.jsonl");
    const seen = { "if-none-match": String(headers.etag) };
    expect((await server.inject({ url: "/entries.jsonl", headers: seen })).statusCode).toBe(304);
    await publish(db, 2, old);
    expect((await server.inject({ url: "/entries.jsonl", headers: seen })).statusCode).toBe(200);
  });
});

describe("/{year}.zip", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  async function zip(year = 2026): Promise<Buffer> {
    const { statusCode, headers, rawPayload } = await server.inject(`/${year}.zip`);
    expect([statusCode, headers["content-type"]]).toEqual([200, "application/zip"]);
    expect(headers["content-disposition"]).toBe(`attachment; filename="${year}.zip"`);
    return rawPayload;
  }

  async function unpacked(): Promise<Map<string, string>> {
    const files = Object.entries(unzipSync(await zip()));
    return new Map(files.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
  }

  test("holds the year's entries as data and its pages", async () => {
    await publish(db, 1, ...samples, old);
    const files = await unpacked();
    expect([...files.keys()]).toEqual([
      ...["2026/entries.jsonl", "2026/style.css", "2026/icon.svg", "2026/index.html"],
      ...["2026/exercises/index.html", "2026/ships/index.html"],
      ...["2026/entries/2608-073110.html", "2026/entries/2608-072819.html"],
      "2026/entries/2608-072416.html",
    ]);
    const lines = (await server.inject("/entries.jsonl")).body.split("\n").slice(0, 3);
    expect(files.get("2026/entries.jsonl")).toBe(`${lines.join("\n")}\n`);
  });

  test("its pages open from a disk: whatever they link is beside them, or has a whole address", async () => {
    await publish(db, 1, ...samples, old);
    const files = await unpacked();
    let local = 0;
    for (const [name, text] of files) {
      if (!name.endsWith(".html")) continue;
      const page = load(text);
      expect(page("script").not('[type="application/ld+json"]').length).toBe(0);
      for (const element of page("[href], [src], [action]").toArray()) {
        const address = Object.entries(element.attribs).find(([key]) =>
          /^(href|src|action)$/.test(key),
        );
        const link = new URL(address?.[1] ?? "", `file:///${name}`);
        if (link.protocol !== "file:") continue;
        const target =
          files.get(link.pathname.slice(1)) ?? (link.pathname === `/${name}` ? text : "");
        expect([name, link.href, target !== ""]).toEqual([name, link.href, true]);
        local += 1;
      }
    }
    expect(local).toBeGreaterThan(30);
  });

  test("is the same, byte for byte, on every machine", async () => {
    await publish(db, 1, ...samples);
    const first = await zip();
    for (const zone of ["America/New_York", "Pacific/Kiritimati"]) {
      process.env.TZ = zone;
      expect((await zip()).equals(first)).toBe(true);
    }
  });

  test("is not sent again until something is published, and there is none of an empty year", async () => {
    await publish(db, 1, ...samples);
    const { headers } = await server.inject({ method: "HEAD", url: "/2026.zip" });
    const seen = { "if-none-match": String(headers.etag) };
    expect((await server.inject({ url: "/2026.zip", headers: seen })).statusCode).toBe(304);
    for (const url of ["/2024.zip", "/2026x.zip", "/20261.zip", "/entries.zip"]) {
      expect([url, (await server.inject(url)).statusCode]).toEqual([url, 404]);
    }
    expect((await server.inject("/2024.zip")).body).toContain("2024年の記事は掲載されていません。");
    expect((await server.inject({ method: "POST", url: "/abcd" })).statusCode).toBe(404);
    expect((await server.inject({ method: "POST", url: "/2026.zip" })).headers.allow).toBe(
      "GET, HEAD",
    );
  });
});

test("links become relative to where the page lies, texts stay", () => {
  const files = new Map([
    ["/2026/", "index.html"],
    ["/2026/ships/", "ships/index.html"],
  ]);
  const markup =
    '<a href="/2026/">1</a><a class="x" href="/2026/ships/#e1">2</a><a href="/a?b">href="/2026/"</a>';
  const url = "https://a.example";
  expect(localMarkup(markup, { name: "ships/index.html", files, url })).toBe(
    '<a href="../index.html">1</a><a class="x" href="../ships/index.html#e1">2</a><a href="https://a.example/a?b">href="/2026/"</a>',
  );
});
