// What is asked of a site, in which order, and when the asking ends. The network is a table here.

import { beforeEach, describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { sourcesFaults } from "#config/cross-checks.ts";
import { schemaFaults } from "#config/schema-faults.ts";
import { SourcesFile } from "#config/sources-file.ts";
import type { Download, ResponseHeaders } from "#net/outcome.ts";
import { type Discovery, discover } from "#sources/discover.ts";
import { proposals } from "#sources/discover-proposals.ts";
import { parseKind } from "#sources/parse-kind.ts";
import { testClock } from "../support/clock.ts";
import { atomFeed } from "../support/feeds.ts";

const site = "https://www.shiomi.example";
const none: ResponseHeaders = {
  ...{ contentType: null, etag: null, lastModified: null, cacheControl: null },
  ...{ age: null, expires: null, date: null, retryAfter: null },
};
const feed = atomFeed([
  { title: "港の話", link: `${site}/1`, date: "2026-11-24T00:00:00Z" },
  { title: "海の話", link: `${site}/2`, date: "2026-11-23T00:00:00Z" },
]);
const newsSitemap = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>${site}/3</loc><news:news><news:publication><news:name>潮見新報</news:name><news:language>ja</news:language></news:publication><news:publication_date>2026-11-24</news:publication_date><news:title>島の話</news:title></news:news></url></urlset>`;
const plainSitemap = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${site}/4</loc></url></urlset>`;
const index = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${site}/news.xml</loc></sitemap></sitemapindex>`;
const front = '<!doctype html><html lang="ja"><title>潮見新報</title>';
const link = (href: string): string =>
  `<link rel="alternate" type="application/rss+xml" href="${href}">`;

let answers: Map<string, Partial<Extract<Download, { outcome: "ok" }>> | Download>;
let asked: string[];
const clock = testClock("2026-11-24T12:00:00Z");

beforeEach(() => {
  answers = new Map();
  asked = [];
  clock.set("2026-11-24T12:00:00Z");
});

function answer(path: string, body: string, headers: Partial<ResponseHeaders> = {}): void {
  const bytes = new TextEncoder().encode(body);
  answers.set(path, { bytes, headers: { ...none, ...headers } });
}

function fail(path: string, outcome: "throttled" | "blocked" | "server-error"): void {
  const told = { url: site + path, status: 500, headers: none, hops: [] };
  answers.set(path, { outcome, ...told });
}

async function download(url: string): Promise<Download> {
  const { origin, pathname } = new URL(url);
  asked.push(origin === site ? pathname : url);
  clock.advance({ seconds: 1 });
  const told = answers.get(pathname);
  const common = { url, headers: none, hops: [] };
  if (!told) return { outcome: "missing", status: 404, ...common };
  return { outcome: "ok", status: 200, bytes: new Uint8Array(), ...common, ...told } as Download;
}

function find(path = "/"): Promise<Discovery> {
  return discover({ clock, download, parse: parseKind, zone: "Asia/Tokyo" }, site + path);
}

function addresses({ found }: Discovery): string[] {
  return found.map(({ address }) => address.slice(site.length));
}

describe("discovery", () => {
  test("takes an address that is a feed as it is, with one request", async () => {
    answer("/rss", feed);
    expect(addresses(await find("/rss"))).toEqual(["/rss"]);
    expect(asked).toEqual(["/rss"]);
  });

  test("takes a JSON Feed and a news site map too", async () => {
    answer(
      "/f",
      JSON.stringify({
        version: "https://jsonfeed.org/version/1.1",
        title: "t",
        items: [{ id: "1", title: "a", url: `${site}/1` }],
      }),
    );
    answer("/map", newsSitemap);
    expect((await find("/f")).found[0]).toMatchObject({ kind: "feed" });
    expect((await find("/map")).found[0]).toMatchObject({ kind: "sitemap" });
  });

  test("takes an index of site maps that leads to news", async () => {
    answer("/index.xml", index);
    answer("/news.xml", newsSitemap);
    const { found } = await find("/index.xml");
    expect(found).toMatchObject([{ address: `${site}/index.xml`, feed: { title: "潮見新報" } }]);
    expect(found[0]?.answers.map(({ address }) => address.slice(site.length))).toEqual([
      "/index.xml",
      "/news.xml",
    ]);
  });

  test("asks what the page links, five at most, and nothing by custom then", async () => {
    const paths = [1, 2, 3, 4, 5, 6, 7].map((n) => `/feed-${n}`);
    answer("/", front + paths.map(link).join(""));
    for (const path of paths) answer(path, feed);
    expect(addresses(await find())).toEqual(paths.slice(0, 5));
    expect(asked).toEqual(["/", ...paths.slice(0, 5)]);
  });

  test("goes by custom where nothing linked is a feed, and stops at the first", async () => {
    answer("/", front + link("/broken"));
    answer("/broken", "<html>nothing</html>");
    answer("/rss", feed);
    expect(addresses(await find())).toEqual(["/rss"]);
    expect(asked).toEqual(["/", "/broken", "/robots.txt", "/feed", "/rss"]);
  });

  test("reads the news site map that robots.txt tells of, before the others", async () => {
    answer("/", front);
    answer(
      "/robots.txt",
      `User-agent: *\nSitemap: ${site}/all.xml\nsitemap:${site}/news.xml\nSitemap: not one`,
    );
    answer("/all.xml", plainSitemap);
    answer("/news.xml", newsSitemap);
    expect(addresses(await find())).toEqual(["/news.xml"]);
    expect(asked).not.toContain("/all.xml");
  });

  test("a site map without headlines is no source", async () => {
    answer("/", front);
    answer("/sitemap_index.xml", plainSitemap);
    expect(await find()).toMatchObject({ outcome: "not-a-feed", found: [] });
    expect(asked).toHaveLength(10);
  });

  test("asks for nothing by custom that robots.txt disallows", async () => {
    answer("/", front);
    answer("/robots.txt", "User-agent: *\nDisallow: /feed\nDisallow: /rss");
    answer("/rss", feed);
    await find();
    expect(asked.filter((path) => /^\/(feed|rss)/.test(path))).toEqual([]);
    expect(asked).toContain("/atom.xml");
  });

  test("a robots.txt that cannot be had forbids all that is not linked (RFC 9309 §2.3.1.4)", async () => {
    answer("/", front);
    fail("/robots.txt", "server-error");
    await find();
    expect(asked).toEqual(["/", "/robots.txt"]);
  });

  test.each(["throttled", "blocked"] as const)(
    "asks a host that answers %s no more",
    async (outcome) => {
      answer("/", front);
      fail("/feed", outcome);
      answer("/rss", feed);
      expect((await find()).found).toEqual([]);
      expect(asked).toEqual(["/", "/robots.txt", "/feed"]);
    },
  );

  test("asks nothing new after 45 seconds", async () => {
    answer("/", front);
    answer("/index.rdf", feed);
    const slow = async (url: string): Promise<Download> => {
      clock.advance({ seconds: 14 });
      return download(url);
    };
    await discover({ clock, download: slow, parse: parseKind, zone: "UTC" }, `${site}/`);
    expect(asked).toEqual(["/", "/robots.txt", "/feed", "/rss"]);
  });

  test("tells by name why an address cannot be read", async () => {
    fail("/", "throttled");
    expect(await find()).toMatchObject({ outcome: "throttled", found: [] });
    expect(asked).toEqual(["/"]);
  });

  test("keeps the address that permanent redirects lead to, and not that of others", async () => {
    const bytes = new TextEncoder().encode(feed);
    const target = `${site}/new`;
    answers.set("/moved", { bytes, url: target, hops: [{ status: 301, url: target }] });
    answers.set("/away", { bytes, url: target, hops: [{ status: 302, url: target }] });
    expect(addresses(await find("/moved"))).toEqual(["/new"]);
    expect(addresses(await find("/away"))).toEqual(["/away"]);
  });
});

describe("a proposal", () => {
  const defaults = { topics: ["us-japan", "harbour"], language: "ja", zone: "Asia/Tokyo" };
  const archive = { topics: defaults.topics.map((slug) => ({ slug })) };

  test("is a configuration that the program takes as it is", async () => {
    answer("/", front + link("/a") + link("/b"));
    answer("/a", feed, { etag: 'W/"5"' });
    answer("/b", feed.replace("Harbor Wire", "x: [1] # \"'\n- y".repeat(20)));
    const known = [{ id: "shiomi-example", addresses: [], retiredAt: null }];
    const offered = proposals(await find(), known, defaults);
    const file: unknown = parseYaml(
      `sources:\n${offered.map(({ configuration }) => configuration).join("")}`,
    );
    expect(schemaFaults(SourcesFile, file)).toEqual([]);
    expect(sourcesFaults(file, archive)).toEqual([]);
    const [first, second] = (file as SourcesFile).sources;
    expect(first).toMatchObject({
      ...{ id: "shiomi-example-2", name: "Harbor Wire", address: `${site}/a`, active: false },
      ...{ homepage: `${site}/`, language: "ja", topics: defaults.topics, kind: "feed" },
    });
    expect(second?.id).toBe("shiomi-example-3");
    expect(offered[0]).toMatchObject({ validators: { etag: 'W/"5"', last_modified: null } });
  });

  test("previews ten items and says which source has the address already", async () => {
    const many = Array.from({ length: 30 }, (_, n) => ({
      ...{ title: `話 ${n}`, link: `${site}/${n}`, date: "2026-11-24T00:00:00Z" },
    }));
    answer("/rss", atomFeed(many));
    const known = { id: "shiomi", addresses: [`${site}/rss`], retiredAt: null };
    const [offered] = proposals(await find("/rss"), [known], defaults);
    expect(offered?.previews).toHaveLength(10);
    expect(offered?.configured).toBe("shiomi");
  });

  test.each([
    "http://127.0.0.1:8080/feed",
    "http://[::1]/feed",
    "https://xn--wgv71a119e.jp/feed",
    `https://${"a".repeat(60)}.${"b".repeat(60)}.example/feed`,
    "https://www.example.co.jp./feed",
  ])("has an id that fits, from %s", (address) => {
    const one = { ...{ address, kind: "feed" as const, answers: [] }, feed: empty };
    const [offered] = proposals(
      { outcome: "ok", detail: null, site: null, found: [one] },
      [],
      defaults,
    );
    const file: unknown = parseYaml(`sources:\n${offered?.configuration}`);
    expect(schemaFaults(SourcesFile, file)).toEqual([]);
  });
});

const empty = {
  ...{ title: "", language: "x-private", items: [], flags: [] },
  hints: { ttlMinutes: null, updateMinutes: null, skipHours: [], skipDays: [] },
};
