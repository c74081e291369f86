// A PGlite directory belongs to one process. So that commands work beside a running server, they are
// run by it: over a Unix socket in DATA_DIR, which only its owner can open.

import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { exits, type Io } from "./io.ts";

type Said =
  | { out: string }
  | { err: string }
  | { progress: [label: string, done: number, total: number] }
  | { exit: number };

export type RunWords = (argv: readonly string[], io: Io) => Promise<number>;

export type Control = {
  /** Takes no more commands, and resolves when those under way have ended. */
  close: () => Promise<void>;
};

/** Answers commands until closed. */
export async function openControl(dataDir: string, run: RunWords): Promise<Control> {
  const path = socketPath(dataDir);
  rmSync(path, { force: true }); // left by a kill -9; the directory lock says that nobody has it
  const server = createServer((request, response) => void answer(run, request, response));
  await new Promise<void>((done, failed) => server.once("error", failed).listen(path, done));
  if (process.platform !== "win32") chmodSync(path, 0o600);
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeIdleConnections();
      }),
  };
}

/** Runs the command in the server that has the directory; null where none answers. */
export function runInServer(
  dataDir: string,
  argv: readonly string[],
  io: Io,
): Promise<number | null> {
  return new Promise((done) => {
    const asked = request({ socketPath: socketPath(dataDir), method: "POST", path: "/run" });
    asked.once("error", () => done(null));
    asked.once("response", (response) => void relay(response, io).then(done));
    asked.end(JSON.stringify({ argv, cwd: io.cwd }));
  });
}

/**
 * In the directory itself, whose owner alone may enter it. The address of a socket holds some hundred
 * bytes only: of a longer path, a directory under the system's temporary one, named by a hash.
 */
function socketPath(dataDir: string): string {
  const dir = resolve(dataDir);
  const name = createHash("sha256").update(dir).digest("hex").slice(0, 24);
  if (process.platform === "win32") return `\\\\.\\pipe\\kawaraban-${name}`;
  const path = join(dir, "control.sock");
  if (Buffer.byteLength(path) <= 100) return path;
  const short = join(tmpdir(), `kawaraban-${process.getuid?.()}-${name}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  return join(short, "control.sock");
}

async function answer(
  run: RunWords,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const say = (said: Said): void => void response.write(`${JSON.stringify(said)}\n`);
  try {
    let body = "";
    for await (const part of request) body += String(part);
    const { argv, cwd } = JSON.parse(body) as { argv: string[]; cwd: string };
    const exit = await run(argv, {
      cwd,
      out: (out) => say({ out }),
      err: (err) => say({ err }),
      progress: (...progress) => say({ progress }),
    });
    say({ exit });
  } catch (error) {
    say({ err: (error as Error).message });
    say({ exit: exits.failed });
  }
  response.end();
}

async function relay(response: IncomingMessage, io: Io): Promise<number> {
  let exit: number = exits.failed;
  for await (const line of createInterface({ input: response })) {
    const said = JSON.parse(line) as Said;
    if ("out" in said) io.out(said.out);
    else if ("err" in said) io.err(said.err);
    else if ("progress" in said) io.progress(...said.progress);
    else exit = said.exit;
  }
  return exit;
}
