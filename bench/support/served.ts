// An archive to be read: the program as it ships, in a process of its own, on a scratch database, with
// the invented entries of the tests and a configuration that polls nobody.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { connectServer } from "#db/open.ts";
import type { Db } from "#db/types.ts";
import { inventedEntry } from "../../test/support/invented-entries.ts";
import { publish } from "../../test/support/published.ts";
import { fillReadingArchive } from "../../test/support/reading-archive.ts";
import { withScratchDatabase } from "./scratch.ts";

export type Served = { url: string; db: Db; pid: number };

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every kind of page, and `inYear` entries in the first 200 days of 2026. */
export async function withServedArchive(
  inYear: number,
  use: (served: Served) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "kawaraban-bench-"));
  await writeConfig(directory);
  await withScratchDatabase(async (databaseUrl) => {
    const database = connectServer(databaseUrl);
    await fill(database.db, inYear);
    const { program, url } = await start(directory, databaseUrl);
    try {
      await use({ url, db: database.db, pid: program.pid ?? 0 });
    } finally {
      const ended = once(program, "exit");
      program.kill("SIGTERM");
      await ended;
      await database.close();
    }
  });
  await rm(directory, { recursive: true });
}

async function fill(db: Db, inYear: number): Promise<void> {
  await fillReadingArchive(db);
  // The end of July is that of the entries whose pages show everything.
  const days = { first: "2026-01-01", perDay: Math.ceil(inYear / 200) };
  for (let n = 0; n < inYear; n += 500) {
    const part = Array.from({ length: Math.min(500, inYear - n) }, (_, i) =>
      inventedEntry(n + i, days),
    );
    await publish(db, 1, ...part.map((entry) => ({ ...entry, id: 0 })));
  }
  // The tests' second topic is not of this configuration.
  await db.execute(
    sql`update entry set topics = array_replace(topics, 'harbour', 'japan-defence')`,
  );
  await db.execute(sql`vacuum analyze`);
}

/** As configured, with every source off. */
async function writeConfig(directory: string): Promise<void> {
  await cp(join(root, "config"), join(directory, "config"), { recursive: true });
  const file = join(directory, "config/sources.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(
    file,
    text.replaceAll(/^ {4}active: true$/gm, "    active: false\n    reason: measured"),
  );
}

async function start(
  directory: string,
  databaseUrl: string,
): Promise<{ program: ChildProcess; url: string }> {
  const port = await freePort();
  const program = spawn(process.execPath, [join(root, "src/start.js"), "serve"], {
    env: {
      ...{ PATH: process.env.PATH, LOG_LEVEL: "error", PORT: String(port) },
      ...{ DATABASE_URL: databaseUrl, DATA_DIR: join(directory, "data") },
      CONFIG_DIR: join(directory, "config"),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const started = Promise.withResolvers<void>();
  let out = "";
  program.stdout.on("data", (chunk) => {
    out += String(chunk);
    if (out.includes("API key")) started.resolve();
  });
  program.once("exit", () => started.reject(new Error(`the archive did not start: ${out}`)));
  await started.promise;
  return { program, url: `http://127.0.0.1:${port}` };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
