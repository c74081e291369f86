// The demo as its user has it: what it prints is read, and the commands it shows are sent.

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runDemo } from "#demo/demo.ts";

const lines: string[] = [];
const waiting = new Set<() => void>();
const stopping = new AbortController();
let scratch = "";
let exit: Promise<number>;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "demo-test-"));
  vi.stubEnv("TMPDIR", scratch);
  vi.stubEnv("PORT", "0");
  vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing");
  exit = runDemo({
    write: (line) => {
      lines.push(line);
      for (const wake of waiting) wake();
    },
    signal: stopping.signal,
    pace: { releaseEveryMs: 200, pollEveryMs: 300 },
  });
  expect(lines).toHaveLength(1);
  await Promise.race([told(/^What happens from now on/), exit]);
});
afterAll(async () => {
  stopping.abort();
  await exit;
  vi.unstubAllEnvs();
  await rm(scratch, { recursive: true, force: true });
});

/** Resolves with the first line that fits, now or later. */
function told(pattern: RegExp): Promise<string> {
  return new Promise((resolve) => {
    const check = (): void => {
      const line = lines.find((line) => pattern.test(line));
      if (line === undefined) return;
      waiting.delete(check);
      resolve(line);
    };
    waiting.add(check);
    check();
  });
}

async function addressOf(label: string): Promise<string> {
  return (
    (await told(new RegExp(`^  ${label} `))).trim().split(/\s+/)[label.split(" ").length] ?? ""
  );
}

/** Sends the curl command that the demo prints under `# heading`. */
async function paste(heading: string): Promise<Response> {
  const command = lines[lines.indexOf(`# ${heading}`) + 1] ?? "";
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map((word) => word[1] ?? word[2] ?? "");
  const [curl, ...rest] = words;
  expect(curl, heading).toBe("curl");
  let url = "";
  const init: RequestInit & { headers: [string, string][] } = { headers: [] };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "-X") init.method = rest.shift() ?? "";
    else if (word === "-d") init.body = rest.shift() ?? "";
    else if (word === "-H") init.headers.push((rest.shift() ?? "").split(": ") as [string, string]);
    else url = word;
  }
  return fetch(url, init);
}

async function pasted(heading: string, status: number): Promise<Record<string, unknown>> {
  const response = await paste(heading);
  const body = (await response.json()) as Record<string, unknown>;
  expect({ heading, status: response.status, body }).toMatchObject({ status });
  return body;
}

describe("the demo", () => {
  test("says where everything is, and everything is there", async () => {
    for (const label of ["Archive", "Feed", "API docs", "Inbox", "Newsstand"]) {
      expect([label, (await fetch(await addressOf(label))).status]).toEqual([label, 200]);
    }
    const archive = await (await fetch(await addressOf("Archive"))).text();
    expect(archive).toContain("湾岸警備に関する報道");
  });

  test("has the hand-made page in the archive", async () => {
    const year = new URL("/2026/coast-guard/", await addressOf("Archive"));
    const page = await (await fetch(year)).text();
    expect(page).toContain("2610-092814");
    expect(page).toContain("三ヵ国の掃海訓練、東湾で始まる 灯船を初めて標的に");
  });

  test("tells what the newsstand publishes and what a poll finds", async () => {
    await told(/^newsstand {2}東都新聞: /);
    await told(/^poll {7}東都新聞: \d+ new/);
    await told(/^newsstand {2}東都新聞 corrects: /);
    await told(/^poll {7}東都新聞: .*\d changed$/);
    expect(lines.filter((line) => /^poll .*(failed|unreachable)/.test(line))).toEqual([]);
  });

  test("begins its walk with a reader, who is asked by mail and says yes", async () => {
    const inbox = await addressOf("Inbox");
    expect(await pasted("Subscribe", 202)).toEqual({ state: "asked" });
    await told(/^mail 1 /);
    const asking = await (await fetch(`${inbox}/last/text`)).text();
    const link = new URL(/http:\S+confirm\?token=\S+/.exec(asking)?.[0] ?? "");
    const form = await (await fetch(link)).text();
    expect(form).toContain('method="post"');
    const yes = new URLSearchParams({ token: link.searchParams.get("token") ?? "" });
    const confirmed = await fetch(new URL("/subscribe/confirm", link), {
      ...{ method: "POST", body: yes },
    });
    expect(confirmed.status).toBe(200);
  });

  test("goes on from a candidate to the feed", async () => {
    const { items } = await pasted("What came in", 200);
    const headline = "三ヵ国の捜索救助訓練、東湾沖で開始 無人艇も初参加";
    expect((items as { title: string }[]).map(({ title }) => title)).toContain(headline);

    const draft = await pasted("Accept the first story: it becomes a draft", 201);
    expect(draft).toMatchObject({
      ...{ state: "draft", title: headline, source: "瓦版通信", via: "Yahoo" },
      topics: ["coast-guard", "exercises", "equipment"],
    });
    await pasted("Write its summary in your own words", 200);
    await pasted("Submit it", 200);
    const approved = await pasted("Approve what you have read: it gets its archive id", 200);
    expect(approved.archive_id).toMatch(/^\d{4}-\d{6}$/);
    expect(await pasted("Publish it", 200)).toMatchObject({ state: "published", revision: 1 });

    const feed = await (await paste("It is in the feed")).text();
    expect(feed).toContain(headline);
    expect(feed).toContain(`<id>tag:demo.example,2026:${approved.archive_id}</id>`);
    expect(feed).toContain("<id>tag:demo.example,2026:2610-092814</id>");
  });

  test("and to the digest in the inbox", async () => {
    const inbox = await addressOf("Inbox");
    const sent = await paste("Send the weekly digest now");
    expect([sent.ok, await sent.text()]).toEqual([true, expect.anything()]);
    await told(/^mail 2 .*reader@example\.jp: .*湾岸警備に関する報道/);
    const digest = await (await fetch(`${inbox}/2/text`)).text();
    expect(digest).toContain("三ヵ国の捜索救助訓練、東湾沖で開始 無人艇も初参加");
    expect(digest).toContain("・巡視船7隻");
    expect((await fetch(`${inbox}/2/html`)).status).toBe(200);
  });

  test("stops when told to and leaves nothing behind", async () => {
    expect(await readdir(scratch)).toHaveLength(1);
    stopping.abort();
    expect(await exit).toBe(0);
    expect(await readdir(scratch)).toEqual([]);
  });
});
