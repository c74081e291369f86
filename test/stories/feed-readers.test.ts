// The feeds as real readers see them: newsboat, sfeed, rss2email and Python's feedparser, from Debian's
// packages, subscribe, poll again after a publication, a correction and a withdrawal, and show each
// entry once. What is not installed says so and is skipped; CI installs them.

import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { deskWork, type Public } from "../support/desk-work.ts";
import { type Mailbox, openMailbox } from "../support/mailbox.ts";

const run = promisify(execFile);

function isThere(program: string, ...words: string[]): boolean {
  const found = spawnSync(program, words, { stdio: "ignore" }).status === 0;
  if (!found) process.stdout.write(`skipped: ${[program, ...words].join(" ")} does not run here\n`);
  return found;
}

/** Debian's, whichever other Python comes first on the PATH. */
const python = "/usr/bin/python3";

type Shown = { title: string; link: string; at: string };

describe("feeds in real readers", { timeout: 60_000 }, () => {
  const clock = testClock("2026-11-24T12:00:00Z");
  const titles = ["港の訓練 <第1報> & 港湾", "Partners test links 「静かな潮」", "三日目の訓練"];
  let app: TestApp;
  let mailbox: Mailbox;
  let dir: string;
  let made: Public[];
  let later: Public;
  /** What each reader showed before and after the feed had changed. */
  const first = new Map<string, Shown[]>();
  const second = new Map<string, Shown[]>();

  const url = (path: string): string => `${app.url}/feeds/${path}`;

  /** Each polls its own feed of everything, and gives what it shows to a person. */
  const readers: Record<string, { there: boolean; poll: () => Promise<Shown[]> }> = {
    newsboat: { there: isThere("newsboat", "--version"), poll: () => newsboat("all.atom") },
    "newsboat with RSS": {
      there: isThere("newsboat", "--version"),
      poll: () => newsboat("all.rss"),
    },
    sfeed: { there: isThere("sh", "-c", "command -v sfeed_update curl"), poll: sfeed },
    feedparser: { there: isThere(python, "-c", "import feedparser"), poll: feedparser },
  };
  const isMailThere = isThere("sh", "-c", "command -v r2e");

  beforeAll(async () => {
    mailbox = await openMailbox();
    app = await startTestApp(await openTestDatabase(), { clock });
    dir = mkdtempSync(join(tmpdir(), "kawaraban-readers-"));
    const desk = deskWork(app);
    const who = { writer: await app.key("editor"), approver: await app.key("approver") };
    made = [];
    for (const [n, title] of titles.entries()) {
      const url = `https://wire.example/${n}?a=1&b=2`;
      made.push(await desk.published(who, { title, url, summary: `要旨${n}。\n・一\n・二` }));
      clock.advance({ minutes: 10 });
    }
    await pollAll(first);
    await rss2email();

    clock.advance({ hours: 5 });
    later = await desk.published(who, { title: "あとから", url: "https://wire.example/later" });
    const [corrected, gone] = made;
    const path = `/api/entries/${corrected?.archiveId}`;
    const opened = await app.call("POST", `${path}/correct`, {
      ...{ as: who.writer, body: { reason: "第1報は第2報の誤り。" } },
    });
    expect(opened.status).toBe(201);
    const correction = `/api/entries/${opened.json.id}`;
    await desk.edit(correction, who.writer, { title: titles[0]?.replace("第1報", "第2報") });
    expect((await desk.publish(correction, who)).status).toBe(200);
    await app.call("POST", `/api/entries/${gone?.archiveId}/withdraw`, {
      ...{ as: who.approver, body: { reason: "取り違え。" } },
    });
    await pollAll(second);
    await rss2email();
  }, 120_000);

  afterAll(async () => {
    await app.close();
    await mailbox.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function pollAll(into: Map<string, Shown[]>): Promise<void> {
    for (const [name, { there, poll }] of Object.entries(readers)) {
      if (there) into.set(name, await poll());
    }
  }

  const entry = (one: Public | undefined, title: string | undefined, at: string): Shown => ({
    ...{ title: title ?? "", link: `${app.url}/entries/${one?.archiveId}`, at },
  });
  const byLink = (shown: readonly Shown[] = []): Shown[] =>
    shown.toSorted((a, b) => (a.link < b.link ? -1 : 1));

  for (const [name, { there }] of Object.entries(readers)) {
    test.skipIf(!there)(`${name} shows title, address and time of each`, () => {
      expect(byLink(first.get(name))).toEqual(
        byLink([
          entry(made[0], titles[0], "2026-11-24T12:00:00Z"),
          entry(made[1], titles[1], "2026-11-24T12:10:00Z"),
          entry(made[2], titles[2], "2026-11-24T12:20:00Z"),
        ]),
      );
    });

    test.skipIf(!there)(`${name} shows what is new once, and nothing twice`, () => {
      const shown = second.get(name) ?? [];
      // sfeed takes an entry whose headline was corrected for another: it tells them by id, link and title.
      const links = shown.map(({ link, title }) => (name === "sfeed" ? `${link} ${title}` : link));
      expect(new Set(links).size).toBe(links.length);
      expect(shown).toContainEqual(entry(later, "あとから", "2026-11-24T17:30:00Z"));
      expect(shown).toContainEqual(entry(made[2], titles[2], "2026-11-24T12:20:00Z"));
    });
  }

  test.skipIf(!readers.feedparser?.there)(
    "feedparser sees the correction and not what was withdrawn",
    () => {
      const shown = second.get("feedparser") ?? [];
      expect(shown.map(({ title }) => title).toSorted()).toEqual(
        ["港の訓練 <第2報> & 港湾", titles[2], "あとから"].toSorted(),
      );
    },
  );

  test.skipIf(!isMailThere)("rss2email mails each entry once", () => {
    const subjects = mailbox.letters.map(({ mail }) => mail.subject).toSorted();
    expect(subjects).toEqual([...titles, "あとから"].toSorted());
    for (const { mail } of mailbox.letters) {
      expect(mail.text).toMatch(/\/entries\/\d{4}-\d{6}/);
    }
  });

  async function newsboat(feed: string): Promise<Shown[]> {
    const file = (name: string): string => join(dir, `newsboat-${feed}-${name}`);
    writeFileSync(file("urls"), `${url(feed)}\n`);
    writeFileSync(file("config"), "");
    const words = [
      "-u",
      file("urls"),
      "-c",
      file("cache.db"),
      "-C",
      file("config"),
      "-x",
      "reload",
    ];
    await run("newsboat", words, { env: { ...process.env, HOME: dir } });
    const cache = new DatabaseSync(file("cache.db"), { readOnly: true });
    const rows = cache.prepare("select title, url, pubDate from rss_item where deleted = 0").all();
    cache.close();
    return rows.map((row) => ({
      title: String(row.title),
      link: String(row.url),
      at: Temporal.Instant.fromEpochMilliseconds(Number(row.pubDate) * 1000).toString(),
    }));
  }

  async function sfeed(): Promise<Shown[]> {
    const rc = join(dir, "sfeedrc");
    writeFileSync(
      rc,
      `sfeedpath="${dir}/sfeed"\nfeeds() {\n  feed "all" "${url("all.atom")}"\n}\n`,
    );
    await run("sfeed_update", [rc], { env: { ...process.env, HOME: dir } });
    const lines = readFileSync(join(dir, "sfeed", "all"), "utf8")
      .trim()
      .split("\n");
    return lines.map((line) => {
      const [time, title = "", link = ""] = line.split("\t");
      const at = Temporal.Instant.fromEpochMilliseconds(Number(time) * 1000).toString();
      return { title, link, at };
    });
  }

  async function feedparser(): Promise<Shown[]> {
    const script = [
      "import feedparser, json, sys",
      "feed = feedparser.parse(sys.argv[1])",
      "assert not feed.bozo, feed.bozo_exception",
      "print(json.dumps([dict(title=e.title_detail.value, link=e.link, at=e.published) for e in feed.entries]))",
    ].join("\n");
    const { stdout } = await run(python, ["-c", script, url("all.atom")]);
    const shown = JSON.parse(stdout) as Shown[];
    return shown.map((one) => ({ ...one, title: decodeText(one.title) }));
  }

  async function rss2email(): Promise<void> {
    if (!isMailThere) return;
    const [config, data] = [join(dir, "r2e.cfg"), join(dir, "r2e.json")];
    const r2e = (...words: string[]) =>
      run("r2e", ["-c", config, "-d", data, ...words], { env: { ...process.env, HOME: dir } });
    if (mailbox.letters.length === 0) {
      const { host } = new URL(mailbox.url);
      writeFileSync(
        config,
        [
          ...["[DEFAULT]", "from = reader@wire.example", "to = reader@wire.example"],
          ...["email-protocol = smtp", `smtp-server = ${host}`, "smtp-auth = False"],
          ...["smtp-ssl = False", "html-mail = False", ""],
        ].join("\n"),
      );
      await r2e("add", "all", url("all.atom"));
    }
    await r2e("run");
  }
});

/** feedparser gives titles as HTML where markup could be meant. */
function decodeText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
