import { beforeEach, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import type { Server } from "#http/server.ts";
import { addPageRoutes } from "#pages/routes.ts";
import { openPublicServer } from "../support/public-server.ts";
import { archive, publish, published, samples } from "../support/published.ts";

const sources = [
  {
    ...{ id: "gazette", name: "湾岸新聞", name_en: "Harbour Gazette" },
    aliases: ["灣岸新聞"],
  },
];

let db: Db;
let server: Server;

beforeEach(async () => {
  ({ db, server } = await openPublicServer((server, using) =>
    addPageRoutes(server, { archive, ...using, sources }),
  ));
});

async function page(url: string): Promise<string> {
  const { statusCode, body } = await server.inject(url);
  expect([url, statusCode]).toEqual([url, 200]);
  return body;
}

/** `count` entries of one day. */
function many(count: number, source: string) {
  return Array.from({ length: count }, (_, i) =>
    published(`2606-0501${String(i + 1).padStart(2, "0")}`, { on: "2026-05-01", source }),
  );
}

test("who reported how much, most first, spellings of one together", async () => {
  await publish(db, 1, ...many(2, "湾岸新聞"), ...samples);
  await publish(db, 2, published("2608-070101", { on: "2026-07-01", source: "灣岸新聞" }));
  const body = await page("/sources/");
  const rows = [...body.matchAll(/<tr><th scope="row">.*\n.*\n.*<\/tr>/g)].map(([row]) => row);
  expect(rows[0]).toContain('<a href="/sources/gazette/">湾岸新聞</a>');
  expect(rows[0]).toContain("<td>3<svg");
  expect(rows[0]).toContain("2026.05.01");
  expect(rows[0]).toContain("2026.07.01");
  expect(body).toContain('href="/sources/harborwire/"><span lang="en">Harbor Wire</span></a>');
  expect(body).toContain("4社・機関");
});

test("a source under its name in the reader's language, and as entries spell it", async () => {
  await publish(db, 1, published("2608-070101", { on: "2026-07-01", source: "灣岸新聞" }));
  expect(await page("/sources/gazette/")).toContain("<h1>湾岸新聞 <small>1件</small></h1>");
  const body = await page("/en/sources/gazette/");
  expect(body).toContain("<h1>Harbour Gazette <small>1 entry</small></h1>");
  expect(body).toContain('Spelt: <span lang="ja">灣岸新聞</span>');
  expect(body).toContain("/en/entries/2608-070101");
});

test("a source's entries come in parts, newest first", async () => {
  await publish(db, 1, ...many(70, "北方日報"));
  const address = `/sources/${encodeURIComponent("北方日報")}/`;
  const ids = (body: string): string[] => [
    ...new Set([...body.matchAll(/entries\/(\d{4}-\d{6})/g)].map(([, id]) => id ?? "")),
  ];
  const first = await page(address);
  expect(ids(first)).toHaveLength(50);
  const next = /href="([^"]+)" rel="next"/.exec(first)?.[1] ?? "";
  const second = await page(next);
  expect(second).toContain(`<link rel="canonical" href="https://minato.example${next}">`);
  expect(second).not.toContain('rel="next"');
  expect([...ids(first), ...ids(second)]).toEqual(
    many(70, "")
      .map(({ archiveId }) => archiveId as string)
      .toReversed(),
  );
  for (const typed of ["?before=x", "?before=", "?before=1&before=2", "?x=1"]) {
    expect(ids(await page(address + typed))).toEqual(ids(first));
  }
});

test("a name of any length and signs has a page", async () => {
  const names = ["長".repeat(100), `a"'/<b>?#%&`, "…"];
  const entries = names.map((source, i) =>
    published(`2608-07010${i + 1}`, { on: "2026-07-01", source }),
  );
  await publish(db, 1, ...entries);
  const links = [...(await page("/sources/")).matchAll(/<th scope="row"><a href="([^"]+)"/g)];
  expect(links).toHaveLength(3);
  for (const [, address = ""] of links)
    expect(await page(address)).toContain('<ol class="entries"');
});

test("an archive without entries has a page that says so", async () => {
  expect(await page("/sources/")).toContain("まだ何も掲載されていません。");
});
