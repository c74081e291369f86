import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { archiveFile } from "../support/archive-file.ts";
import { freePort } from "../support/free-port.ts";
import { type Program, runProgram } from "../support/program.ts";

const invented = fileURLToPath(new URL("../../src/demo/archive-page.txt", import.meta.url));

// Each test starts the program several times, which takes its time on a busy machine.
describe("the program", { timeout: 120_000 }, () => {
  let dir: string;
  let env: Record<string, string>;
  let running: Program[];

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "kawaraban-"));
    running = [];
    // No source may be asked over the network by a test.
    writeFileSync(join(dir, "sources.yaml"), "sources: []\n");
    writeFileSync(join(dir, "archive.yaml"), archiveFile);
    const port = String(await freePort());
    // Long, with spaces and kanji: such a path is no excuse.
    env = { DATA_DIR: join(dir, "瓦版 の 部屋 ".repeat(6)), CONFIG_DIR: dir, PORT: port };
  });
  afterEach(async () => {
    for (const program of running) program.kill("SIGKILL");
    await Promise.all(running.map(({ ended }) => ended));
    rmSync(dir, { recursive: true, force: true });
  });

  const run = (...words: string[]): Program => {
    const program = runProgram(words, env);
    running.push(program);
    return program;
  };
  const url = (path: string): string => `http://127.0.0.1:${env.PORT}${path}`;

  test("greets, signs the first editor in by its link, and ends with 0 on SIGTERM", async () => {
    const server = run("serve");
    const greeting = await server.printed("API key");
    for (const told of [url("/"), url("/feeds/all.atom"), url("/api/docs"), "0 of 0", "outbox"]) {
      expect(greeting).toContain(told);
    }
    const token = /\/sign-in\?token=(\S+)/.exec(greeting)?.[1] ?? "";
    const signedIn = await fetch(url("/sign-in"), {
      method: "POST",
      redirect: "manual",
      headers: { origin: url("") },
      body: new URLSearchParams({ token }),
    });
    const cookie = signedIn.headers.getSetCookie().map((one) => one.split(";", 1)[0]);
    const me = await fetch(url("/api/me"), { headers: { cookie: cookie.join("; ") } });
    expect(await me.json()).toMatchObject({ role: "admin" });

    server.kill("SIGTERM");
    expect((await server.ended).code).toBe(0);
  });

  test("is refused a directory that another has, in one clear sentence", async () => {
    await run("serve").printed("API key");
    env.PORT = String(await freePort());
    const { code, err } = await run("serve").ended;
    expect(code).toBe(69);
    expect(err).toContain("Another Kawaraban is using");
  });

  test("says that the port is taken, and how to choose another", async () => {
    await run("serve").printed("API key");
    env.DATA_DIR = join(dir, "elsewhere");
    const { code, err } = await run("serve").ended;
    expect(code).toBe(69);
    expect(err).toContain(`Port ${env.PORT} of 127.0.0.1 is taken`);
  });

  test("runs commands beside a running server, and after it was killed", async () => {
    const server = run("serve");
    await server.printed("API key");
    const made = await run("keys", "create", "--role", "editor").ended;
    expect(made.code).toBe(0);
    const answer = await fetch(url("/api/me"), {
      headers: { authorization: `Bearer ${made.out.trim()}` },
    });
    expect(await answer.json()).toMatchObject({ role: "editor" });

    const first = await run("import", invented, "--topic", "harbour").ended;
    expect(first.out).toContain("14 added, 0 changed, 0 unchanged");
    expect(await (await fetch(url("/feeds/all.atom"))).text()).toContain("<entry>");

    const backup = join(dir, "backup.jsonl.gz");
    expect((await run("backup", "--out", backup).ended).out).toContain("rows.");
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    const refused = await run("restore", backup).ended;
    expect([refused.code, refused.err]).toEqual([69, expect.stringContaining("Another Kawaraban")]);

    server.kill("SIGKILL");
    await server.ended;
    const old = String(env.DATA_DIR);
    env.DATA_DIR = join(dir, "new machine");
    expect((await run("restore", backup).ended).out).toContain("rows, as they were at");
    const page = ["export", "--topic", "harbour", "--year", "2026", "--format", "text"];
    const { out } = await run(...page).ended;
    expect(out.match(/^2026\.\d\d\.\d\d/gm)).toHaveLength(14);
    const twice = await run("restore", backup).ended;
    expect([twice.code, twice.err]).toEqual([1, expect.stringContaining("not empty")]);
    env.DATA_DIR = old;
    const second = await run("import", invented, "--topic", "harbour").ended;
    expect(second.out).toContain("0 added, 0 changed, 14 unchanged");
    const keys = await run("keys", "list").ended;
    expect(keys.out).toContain("editor key");
  });

  test("lists every fault of the configuration at once and ends with 78", async () => {
    writeFileSync(join(dir, "archive.yaml"), archiveFile.replace("language: ja", "language: fr"));
    writeFileSync(join(dir, "sources.yaml"), "sources:\n  - id: a\n    kind: rss3\n");
    env.PORT = "high";
    const { code, err } = await run("serve").ended;
    expect(code).toBe(78);
    expect(err).toMatch(/archive\.yaml:3:\d+ .*"fr".*ja/);
    expect(err).toMatch(/sources\.yaml:3:\d+ .*"rss3".*feed/);
    expect(err).toMatch(/PORT.*"high"/);
  });

  test("ends in peace when whoever reads it has seen enough", async () => {
    const start = fileURLToPath(new URL("../../src/start.js", import.meta.url));
    const line = `{ '${process.execPath}' '${start}' keys list; echo "ended with $?" >&2; } | true`;
    const child = spawn("sh", ["-c", line], { env, stdio: ["ignore", "ignore", "pipe"] });
    expect(await text(child.stderr)).toBe("ended with 0\n");
  });

  test("tells a key that is none in words, and nothing of the database", async () => {
    const { code, err } = await run("keys", "revoke", "abc").ended;
    expect([code, err]).toEqual([1, "There is no key abc that still holds.\n"]);
  });

  const words: [string[], number, string][] = [
    [["--help"], 0, "import"],
    [["import", "--help"], 0, "--topic"],
    [["imprt"], 64, "import"],
    [["import"], 64, "path"],
    [["import", "x.txt"], 1, "x.txt cannot be read"],
    [["export", "--topic", "harbour"], 64, "--year"],
    [["export", "--topic", "harbour", "--year", "2026"], 1, "nothing of harbour in 2026"],
    [["restore", "absent.gz"], 1, "absent.gz cannot be read"],
    [["import", "absent.txt", "--topic", "harbour"], 1, "absent.txt cannot be read"],
    [["import", "absent.txt", "--topic", "weather"], 64, "harbour"],
    [["keys", "create", "--role", "king"], 64, "editor, approver, admin"],
    [["digest", "outbox"], 0, "No mail in"],
    [["digest", "send", "monthly"], 64, "weekly"],
    [["poll", "--source", "nobody"], 64, "nobody"],
    [["poll"], 0, "No source is due"],
  ];
  test("every command line ends with the code that it is documented to", async () => {
    for (const [line, code, said] of words) {
      const ended = await run(...line).ended;
      expect([line, ended.out + ended.err]).toEqual([line, expect.stringContaining(said)]);
      expect([line, ended.code]).toEqual([line, code]);
    }
  });
});
