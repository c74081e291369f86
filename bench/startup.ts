// Start to listening, beside a bare Fastify that listens in the same run: `node bench/startup.ts`.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";

const start = fileURLToPath(new URL("../src/start.js", import.meta.url));
const bare = `import { fastify } from "fastify";
await fastify().listen({ port: 0, host: "127.0.0.1" }); console.log("API key");`;
const rounds = 3;

const rows: [string, number[]][] = [
  ["bare Fastify", []],
  ["PGlite, first start", []],
  ["PGlite, again", []],
];
const database = process.env.DATABASE_URL;
if (database) rows.push(["PostgreSQL, first start", []], ["PostgreSQL, again", []]);

for (let round = 0; round < rounds; round += 1) {
  const dir = mkdtempSync(join(tmpdir(), "kawaraban-bench-"));
  const times = [await time(["--input-type=module", "-e", bare], {})];
  for (const _ of ["first", "again"]) times.push(await time([start, "serve"], { DATA_DIR: dir }));
  if (database) times.push(...(await onServer(database, dir)));
  for (const [i, ms] of times.entries()) rows[i]?.[1].push(ms);
  rmSync(dir, { recursive: true, force: true });
}

const base = median(rows[0]?.[1] ?? []);
for (const [name, times] of rows) {
  const ms = median(times);
  console.log(`${name.padEnd(24)} ${String(ms).padStart(6)} ms  ${(ms / base).toFixed(1)} × bare`);
}

async function onServer(url: string, dir: string): Promise<number[]> {
  const name = `kawaraban_bench_${process.pid}`;
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  const env = { DATABASE_URL: scratch.href, DATA_DIR: dir };
  const times = [await time([start, "serve"], env), await time([start, "serve"], env)];
  await admin.unsafe(`drop database ${name} with (force)`);
  await admin.end();
  return times;
}

/** Milliseconds until the program says that it serves; then it is stopped. */
async function time(words: string[], env: Record<string, string>): Promise<number> {
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, words, {
    env: { PATH: process.env.PATH, PORT: "0", LOG_LEVEL: "error", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  const ended = once(child, "exit");
  while (child.stdout && !out.includes("API key")) out += String(await once(child.stdout, "data"));
  const ms = Math.round(performance.now() - began);
  child.kill("SIGTERM");
  await ended;
  return ms;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
