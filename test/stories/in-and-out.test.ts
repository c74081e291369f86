// What an archive kept by hand for years goes through: in, out again, and onto another machine.

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Encoding from "encoding-japanese";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backupCommand } from "#app/commands/backup.ts";
import { backupLines } from "#app/commands/backup-file.ts";
import { exportCommand } from "#app/commands/export.ts";
import { type ImportOptions, importCommand } from "#app/commands/import.ts";
import { readLine } from "#backup/lines.ts";
import { restore } from "#backup/restore.ts";
import type { Database } from "#db/open.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { onServer, openTestDatabase } from "../support/database.ts";
import { type DeskWork, deskWork } from "../support/desk-work.ts";
import { emptyPglite, emptyServer } from "../support/empty-database.ts";
import { type Mailbox, openMailbox } from "../support/mailbox.ts";

const clock = testClock("2026-11-20T12:00:00Z");
let app: TestApp;
let work: DeskWork;
let mailbox: Mailbox;
let dir: string;
let admin: string;

beforeAll(async () => {
  mailbox = await openMailbox();
  app = await startTestApp(await openTestDatabase(), { clock, smtpUrl: mailbox.url });
  work = deskWork(app);
  admin = await app.key("admin");
  dir = await mkdtemp(join(tmpdir(), "kawaraban-pages-"));
  await mkdir(join(dir, "harbour"));
  await writeFile(join(dir, "harbour", "2024.html"), bytes(page(2024, "harbour"), "SJIS"));
  await writeFile(join(dir, "harbour", "2025.html"), bytes(page(2025, "harbour"), "EUCJP"));
  await writeFile(join(dir, "others.htm"), page(2025, "us-japan"));
  await writeFile(join(dir, "notes.md"), "港");
});
afterAll(async () => {
  await Promise.all([app.close(), mailbox.close()]);
  await rm(dir, { recursive: true });
});

const headings = { harbour: "年の港湾", "us-japan": "年の日米防衛協力に関する報道" };

/** A page as somebody once laid it out: a table in a table, and tags that nobody closed. */
function page(year: number, topic: keyof typeof headings): string {
  const yy = year - 2000;
  const n = topic === "harbour" ? 1 : 2;
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${year === 2024 ? "x-sjis" : "EUC-JP"}">
<title>瓦版</title></head><body><center><font size=5><b>${year}${headings[topic]}</b></font></center>
<table width="100%"><tr><td><a href="2023.html">2023年の報道</a></td></tr><tr><td>
<table border=1><tr><th>年 月 日<th>出 典<th>標 題<th>要 旨
<tr><td>${year}.03.0${n}<br>18:54<td>東都新聞<br>(Yahoo)<td><a href="https://news.example/${year}/${topic}">港の岸壁を
  拡張</a> &lt;${yy}04-030${n}01&gt;<td>&nbsp;港湾局が岸壁を
拡張すると発表した。 <img src="map.gif"><ul><li>東岸<li>西岸</ul>の二つである。<br>【関連記事:${yy}04-030${n}09】
<tr><td>${year}.01.0${n}<td>謎の新聞<td>題 &lt;${yy}02-010${n}03&gt;<td>要旨。</font></td></tr>
</table></td></tr></table></body></html>`;
}

function bytes(text: string, to: "SJIS" | "EUCJP"): Uint8Array {
  return Uint8Array.from(Encoding.convert(Encoding.stringToCode(text), { to, from: "UNICODE" }));
}

type Ran = { exit: number; out: string[]; err: string[] };

async function ran(
  command: (io: Parameters<typeof importCommand>[1]) => Promise<number>,
): Promise<Ran> {
  const told: Omit<Ran, "exit"> = { out: [], err: [] };
  const io = {
    out: (line: string) => void told.out.push(line),
    err: (line: string) => void told.err.push(line),
    ...{ progress: () => {}, cwd: dir },
  };
  return { exit: await command(io), ...told };
}

const imported = (paths: string[], options: ImportOptions = {}): Promise<Ran> =>
  ran((io) => importCommand(app.parts, io, paths, options));

async function entries(of = app): Promise<Record<string, unknown>[]> {
  const { json } = await of.call("GET", "/api/entries?limit=200", { as: admin });
  return json.items;
}

describe("a folder of years", () => {
  test("is tried first: everything is told and nothing is stored", async () => {
    const { exit, out } = await imported(["."], { dryRun: true, json: true });
    expect(exit).toBe(0);
    const told = JSON.parse(out[0] ?? "");
    expect(told).toMatchObject({ dry_run: true, faults: [] });
    expect(
      told.files.map((file: Record<string, unknown>) => [
        file.file,
        file.topic,
        file.year,
        file.added,
      ]),
    ).toEqual([
      ["harbour/2024.html", "harbour", 2024, 2],
      ["harbour/2025.html", "harbour", 2025, 2],
      ["others.htm", "us-japan", 2025, 2],
    ]);
    expect(told.unknown_sources).toEqual([
      { source: "東都新聞", entries: 3 },
      { source: "謎の新聞", entries: 3 },
    ]);
    expect(told.dangling[0]).toEqual({
      ...{ file: "harbour/2024.html", line: 5, id: "2404-030101", names: "2404-030109" },
    });
    expect(told.files[0].oddities).toContainEqual(
      expect.objectContaining({ kind: "images-left-out", line: 7 }),
    );
    expect(await entries()).toEqual([]);
  });

  test("goes in, each page under its topic, with its links and lists", async () => {
    const { exit, out } = await imported(["."]);
    expect(exit).toBe(0);
    expect(out.at(-1)).toMatch(/^3 files, 6 entries: 6 added, 0 changed, 0 unchanged/);
    const found = (await entries()).find(({ archive_id }) => archive_id === "2404-030101");
    expect(found).toMatchObject({
      ...{ date: "2024-03-01", time: "18:54", source: "東都新聞", via: "Yahoo" },
      ...{ title: "港の岸壁を拡張", url: "https://news.example/2024/harbour", topics: ["harbour"] },
      summary: "港湾局が岸壁を拡張すると発表した。\n・東岸\n・西岸\nの二つである。",
      related: ["2404-030109"],
    });
    expect((await imported(["."])).out.at(-1)).toContain("0 added, 0 changed, 6 unchanged");
  });

  test("with what is no page in it brings in the rest, and says so", async () => {
    await writeFile(join(dir, "lost.txt"), "港の話\n2025.01.01 題\n");
    const lost = await imported([".", "nowhere.html"]);
    await rm(join(dir, "lost.txt"));
    expect(lost.exit).toBe(1);
    expect(lost.err.join("\n")).toMatch(
      /nowhere.html cannot be read: .*\n.*lost.txt: neither heading/,
    );
    expect(lost.out.at(-1)).toContain("6 unchanged");
    expect((await imported(["others.htm"], { topic: "nothing" })).exit).toBe(64);
    expect((await imported(["notes.md"], { topic: "harbour" })).out[0]).toContain("has no entries");
  });
});

describe("a year that is written back", () => {
  const exported = (format: "html" | "text", out?: string): Promise<Ran> =>
    ran((io) =>
      exportCommand(app.parts, io, {
        ...{ topic: "harbour", year: 2024, format },
        ...(out === undefined ? {} : { out }),
      }),
    );

  test.each(["html", "text"] as const)(
    "as %s changes nothing when it comes in again",
    async (form) => {
      const file = form === "html" ? "again.html" : "again.txt";
      expect(await exported(form, file)).toEqual({ exit: 0, out: [], err: [] });
      const back = await imported([file]);
      await rm(join(dir, file));
      expect(back.out.join("\n")).toContain("2 entries: 0 added, 0 changed, 2 unchanged");
    },
  );

  test("is the same over HTTP, and goes in there too", async () => {
    const headers = { authorization: `Bearer ${admin}` };
    const got = await fetch(`${app.url}/api/export?topic=harbour&year=2024&format=text`, {
      headers,
    });
    expect(got.headers.get("content-disposition")).toContain("harbour-2024.txt");
    const text = await got.text();
    expect(`${(await exported("text")).out.join("\n")}\n`).toBe(text);
    const send = async (body: string | Uint8Array<ArrayBuffer>, type: string, query = "") => {
      const response = await fetch(`${app.url}/api/import${query}`, {
        ...{ method: "POST", body, headers: { ...headers, "content-type": type } },
      });
      return { status: response.status, json: (await response.json()) as Record<string, unknown> };
    };
    expect(await send(text, "text/plain; charset=utf-8")).toMatchObject({
      ...{ status: 200, json: { topic: "harbour", year: 2024, unchanged: 2, dry_run: false } },
    });
    const changed = new Uint8Array(bytes(page(2024, "harbour").replaceAll("東岸", "北岸"), "SJIS"));
    expect(await send(changed, "text/html", "?dry_run=true")).toMatchObject({
      ...{ status: 200, json: { dry_run: true, changed: 1, unchanged: 1 } },
    });
    expect((await send(text, "text/plain")).json).toMatchObject({ unchanged: 2 });
    for (const [body, query] of [
      ["港", "?topic=harbour"],
      ["港", ""],
      [text, "?topic=nothing"],
      [`<table>${"<b>".repeat(2000)}`, "?topic=harbour"],
    ] as const) {
      expect([query, (await send(body, "text/html", query)).status]).toEqual([query, 422]);
    }
    expect((await send("x".repeat(6_000_000), "text/plain")).status).toBe(413);
    const none = await fetch(`${app.url}/api/export?topic=harbour&year=2001`, { headers });
    expect(none.status).toBe(404);
  });
});

describe("the whole archive, restored elsewhere,", () => {
  let second: Database;
  let copy: TestApp;
  const file = "backup.jsonl.gz";

  beforeAll(async () => {
    const reader = { address: "reader@example.jp", language: "ja", digests: ["weekly"] };
    await app.call("POST", "/api/subscribers", { body: reader });
    const [asked] = await mailbox.received(1);
    const token = /token=([\w.~-]+)/.exec(String(asked?.mail.text))?.[1];
    expect((await app.call("POST", "/api/subscribers/confirm", { body: { token } })).status).toBe(
      200,
    );
    clock.advance({ minutes: 1 });
    const who = { writer: await app.key("editor"), approver: await app.key("approver") };
    await work.published(who, { date: "2026-11-20", title: "港の記念日", time: "09:00" });
    await work.draft(who.writer, { title: "書きかけ" });
    const backup = await ran((io) => backupCommand(app.parts, io, { out: file }));
    expect(backup.exit).toBe(0);
    second = onServer() ? await emptyServer() : await emptyPglite();
    clock.advance({ hours: 80 }); // Past Monday's digest.
    const lines = backupLines(join(dir, file));
    await restore({ db: second.db, now: clock(), lines, onProgress: () => {} });
    copy = await startTestApp(second.db, { clock, smtpUrl: mailbox.url });
  });
  afterAll(async () => {
    await copy.close();
    await second.close();
  });

  test("shows the same entries and history to the same keys", async () => {
    expect(await entries(copy)).toEqual(await entries(app));
    const [entry] = await entries(app);
    const history = `/api/entries/${entry?.id}/history`;
    const of = async (one: TestApp) => (await one.call("GET", history, { as: admin })).json;
    expect(await of(copy)).toEqual(await of(app));
    const pageOf = async (one: TestApp) =>
      (await (await fetch(`${one.url}/2024/harbour/`)).text()).replaceAll(one.url, "");
    expect(await pageOf(copy)).toBe(await pageOf(app));
  });

  test("gives the numbers that come next, and has its readers", async () => {
    const who = { writer: admin, approver: admin };
    const ids = [];
    for (const one of [app, copy]) {
      ids.push(await deskWork(one).published(who, { date: "2026-11-20", title: "次の記事" }));
    }
    expect(ids[1]).toEqual(ids[0]);
    const { json } = await copy.call("GET", "/api/subscribers", { as: admin });
    expect(json.items).toMatchObject([{ address: "reader@example.jp", state: "confirmed" }]);
  });

  test("mails nothing of what was due in between, which the first has mailed", async () => {
    const before = mailbox.letters.length;
    await copy.runDue();
    expect(mailbox.letters).toHaveLength(before);
    await app.runDue();
    expect(mailbox.lettersTo("reader@example.jp")).toHaveLength(2);
  });

  test("is not restored twice, and the file is its owner's", async () => {
    const lines = backupLines(join(dir, file));
    const again = restore({ db: second.db, now: clock(), lines, onProgress: () => {} });
    await expect(again).rejects.toThrow(/not empty/);
    const bytes = await readFile(join(dir, file));
    await writeFile(join(dir, "cut.gz"), bytes.subarray(0, bytes.length - 20));
    const read = Array.fromAsync(backupLines(join(dir, "cut.gz")));
    await expect(read).rejects.toThrow(/cut.gz cannot be read: unexpected end of file/);
    for (const out of ["absent/backup.jsonl", "absent/backup.jsonl.gz"]) {
      const failed = await ran((io) => backupCommand(app.parts, io, { out }));
      expect([failed.exit, failed.err.join()]).toEqual([
        1,
        expect.stringContaining("no file is left"),
      ]);
    }
    await expect(Array.fromAsync(backupLines(dir))).rejects.toThrow(/cannot be read/);
    const printed = await ran((io) => backupCommand(app.parts, io, { out: "-" }));
    const [, ...others] = printed.out.join("\n").split("\n");
    expect(others.filter((line) => readLine(line) === null)).toEqual([]);
    const taken = ran((io) => backupCommand(app.parts, io, { out: file }));
    await expect(taken).rejects.toThrow(/is there already/);
  });
});
