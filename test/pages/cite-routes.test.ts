import { beforeEach, expect, test } from "vitest";
import type { Db } from "#db/types.ts";
import { entries } from "#entries/table.ts";
import type { Server } from "#http/server.ts";
import { addPageRoutes } from "#pages/routes.ts";
import { openPublicServer } from "../support/public-server.ts";
import { archive, publish, samples } from "../support/published.ts";

let db: Db;
let server: Server;

beforeEach(async () => {
  ({ db, server } = await openPublicServer((server, using) =>
    addPageRoutes(server, { archive, ...using }),
  ));
  await publish(db, 1, ...samples);
});

const types = [
  ["bib", "application/x-bibtex; charset=utf-8", "@misc{kawaraban:2608-072416,"],
  ["csl.json", "application/vnd.citationstyles.csl+json; charset=utf-8", '"id": "2608-072416"'],
  ["ris", "application/x-research-info-systems; charset=utf-8", "AN  - 2608-072416"],
] as const;

test.each(types)(
  "an entry's .%s is a file of its type, and is not sent twice",
  async (ending, type, part) => {
    const url = `/entries/2608-072416.${ending}`;
    const { statusCode, headers, body } = await server.inject(url);
    expect([statusCode, headers["content-type"]]).toEqual([200, type]);
    expect(headers["content-disposition"]).toBe(`attachment; filename="2608-072416.${ending}"`);
    expect(body).toContain(part);
    const head = await server.inject({ method: "HEAD", url });
    expect([head.statusCode, head.body, head.headers.etag]).toEqual([200, "", headers.etag]);
    const again = await server.inject({ url, headers: { "if-none-match": String(headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
  },
);

test.each(types)("where there is no entry, .%s says so as its page does", async (ending) => {
  for (const id of ["2608-072499", "nonsense", "%3Cb%3E"]) {
    const { statusCode, body } = await server.inject(`/entries/${id}.${ending}`);
    expect([id, statusCode]).toEqual([id, 404]);
    expect(body).toContain("という記事は掲載されていません。");
  }
  const reason = "The report was false.";
  const withdrawnAt = Temporal.Instant.from("2026-08-30T16:00:00Z");
  await db.update(entries).set({ state: "withdrawn", withdrawnAt, reason });
  const gone = await server.inject(`/entries/2608-072416.${ending}`);
  expect(gone.statusCode).toBe(410);
  expect(gone.body).toContain(reason);
  expect(gone.body).not.toContain("装備品");
});

test("the page offers each of them", async () => {
  const { body } = await server.inject("/entries/2608-072416");
  for (const [ending] of types) expect(body).toContain(`href="/entries/2608-072416.${ending}"`);
});
