import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Caught } from "#demo/inbox.ts";
import { type MailCatcher, openMailCatcher } from "#demo/mail-catcher.ts";
import { openTransport } from "#mail/transport.ts";

const caught: Caught[] = [];
let catcher: MailCatcher;

beforeEach(async () => {
  caught.length = 0;
  const opened = await openMailCatcher((mail) => caught.push(mail));
  if (!opened) throw new Error("the mail catcher's libraries are not installed");
  catcher = opened;
});
afterEach(() => catcher.close());

async function send(...lines: string[]): Promise<void> {
  const transport = openTransport({ smtpUrl: catcher.smtpUrl, outboxDir: "" });
  const outcome = await transport.send({
    name: "mail",
    bytes: Buffer.from(`${lines.join("\r\n")}\r\n`),
    envelope: { from: "archive@example.jp", to: "reader@example.jp" },
  });
  await transport.close();
  expect(outcome.kind).toBe("accepted");
}

async function get(path: string): Promise<{ text: string; policy: string | null; status: number }> {
  const response = await fetch(catcher.url + path);
  const policy = response.headers.get("content-security-policy");
  return { text: await response.text(), policy, status: response.status };
}

describe("the inbox", () => {
  test("is empty at first and looks again by itself", async () => {
    const { text } = await get("/");
    expect(text).toContain("No mail yet");
    expect(text).toContain('http-equiv="refresh"');
  });

  test("lists mails newest first, their subjects as text", async () => {
    await send("Subject: first", "", "one");
    await send("Subject: <script>alert(2)</script>", "", "two");
    expect(caught.map(({ number, to }) => [number, to])).toEqual([
      [1, "reader@example.jp"],
      [2, "reader@example.jp"],
    ]);
    const { text } = await get("/");
    expect(text).not.toContain("<script>");
    expect(text.indexOf("&lt;script&gt;")).toBeGreaterThan(0);
    expect(text.indexOf("first")).toBeGreaterThan(text.indexOf("&lt;script&gt;"));
  });

  test("makes links of the addresses in a text, and nothing of its markup", async () => {
    await send("Subject: text", "", "<b>press</b> http://127.0.0.1:3000/confirm?token=a.b&lang=en");
    const { text } = await get("/1");
    expect(text).toContain("&lt;b&gt;press&lt;/b&gt;");
    expect(text).toContain('<a href="http://127.0.0.1:3000/confirm?token=a.b&amp;lang=en"');
    expect(text).not.toContain("<iframe");
    expect((await get("/last/text")).text.trim()).toBe(
      "<b>press</b> http://127.0.0.1:3000/confirm?token=a.b&lang=en",
    );
    expect((await get("/1/html")).status).toBe(404);
  });

  test("shows an HTML part in a sandbox that runs nothing and loads nothing", async () => {
    const head = ["Subject: html", "MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8"];
    await send(...head, "", "<html><head></head><body><a href='http://x.example/'>go</a></body>");
    expect((await get("/1")).text).toContain('<iframe sandbox="allow-popups');
    const { text, policy } = await get("/1/html");
    expect(text).toContain('<head><base target="_blank"></head>');
    expect(policy).toMatch(
      /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/,
    );
    expect(policy).not.toContain("allow-scripts");
    expect((await get("/1/source")).text).toContain("Content-Type: text/html");
  });

  test.each(["/2", "/0", "/1/other", "/last/text/x"])("has nothing at %s", async (path) => {
    await send("Subject: only", "", "one");
    expect((await get(path)).status).toBe(404);
  });

  test("has no last mail before the first", async () => {
    expect((await get("/last/text")).status).toBe(404);
  });
});
