// From the command line to an exit code.

import process from "node:process";
import { pino } from "pino";
import { runInServer } from "#app/control.ts";
import { exits, type Io, terminalIo } from "#app/io.ts";
import type { Parts } from "#app/parts.ts";
import { readableLog } from "#app/readable-log.ts";
import { type Run, runWords } from "#app/words.ts";
import { systemClock } from "#base/clock.ts";
import { faultInWords } from "#base/fault-words.ts";
import { openLog } from "#base/log.ts";
import { isUnderNpm } from "#config/environment.ts";
import { describeFaults } from "#config/fault.ts";
import type { Config } from "#config/read-config.ts";

export async function main(argv: readonly string[]): Promise<void> {
  const io = terminalIo(process.stdout, process.stderr, process.cwd());
  const hands = {
    io,
    open: (run: Run) => withConfig(io, (config) => withParts(config, io, argv, run)),
    serve: () => withConfig(io, (config) => serveUntilStopped(config, io)),
    restore: (file: string, { json = false }: { json?: boolean }) =>
      withConfig(io, async (config) => {
        const { restoreCommand } = await import("#app/commands/restore.ts");
        return restoreCommand(config, io, { file, json, clock: systemClock });
      }),
    demo: async () => (await import("#demo/demo.ts")).runDemo({ write: io.out, signal: stopped() }),
  };
  process.exitCode = await runWords(argv.length > 0 ? argv : ["--help"], hands);
}

async function withConfig(io: Io, run: (config: Config) => Promise<number>): Promise<number> {
  const { readConfig } = await import("#config/read-config.ts");
  const read = readConfig();
  if ("ok" in read) return run(read.ok);
  io.err(describeFaults(read.faults));
  return exits.config;
}

/** A command by itself; where a server has the directory, by the server. */
async function withParts(
  config: Config,
  io: Io,
  argv: readonly string[],
  run: Run,
): Promise<number> {
  const level = config.settings.logLevel === "info" ? "error" : config.settings.logLevel;
  const parts = await open(config, io, level);
  if (typeof parts === "number") return parts;
  if ("directoryInUse" in parts) {
    const exit = await runInServer(config.settings.dataDir, argv, io);
    if (exit !== null) return exit;
    io.err(inUse(parts.directoryInUse));
    return exits.unavailable;
  }
  try {
    return await run(parts.ok);
  } finally {
    await parts.ok.close();
  }
}

async function serveUntilStopped(config: Config, io: Io): Promise<number> {
  const signal = stopped();
  const parts = await open(config, io, config.settings.logLevel);
  if (typeof parts === "number") return parts;
  if ("directoryInUse" in parts) {
    io.err(inUse(parts.directoryInUse));
    return exits.unavailable;
  }
  const { serve } = await import("#app/serve.ts");
  const serving = await serve(parts.ok).catch((error: unknown) => portFault(error, config));
  if (typeof serving === "string") {
    io.err(serving);
    await parts.ok.close();
    return exits.unavailable;
  }
  for (const line of serving.greeting) io.out(line);
  const stop = new Promise<null>((done) => {
    if (signal.aborted) done(null);
    signal.addEventListener("abort", () => done(null));
  });
  const lost = await Promise.race([stop, parts.ok.database.lost ?? stop]);
  if (lost)
    io.err(`The database has ended: ${lost.message}. Start again; what was stored is kept.`);
  await serving.close();
  return lost ? exits.failed : exits.ok;
}

async function open(
  config: Config,
  io: Io,
  level: string,
): Promise<{ ok: Parts } | { directoryInUse: string } | number> {
  const log = openLog({ level, to: process.stderr.isTTY ? readableLog() : pino.destination(2) });
  const { openParts } = await import("#app/parts.ts");
  try {
    return await openParts(config, { log, clock: systemClock });
  } catch (error) {
    if (config.settings.databaseUrl === null) throw error;
    io.err(`The database of DATABASE_URL is not available: ${faultInWords(error)}.`);
    return exits.unavailable;
  }
}

function inUse(dir: string): string {
  return `Another Kawaraban is using ${dir}. Stop it first, give this one another DATA_DIR, or set DATABASE_URL: several may share one PostgreSQL.`;
}

function portFault(error: unknown, { settings }: Config): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    return `Port ${settings.port} of ${settings.host} is taken. Stop what uses it, or set PORT.`;
  }
  if (code === "EACCES" || code === "EADDRNOTAVAIL") {
    return `Cannot listen on ${settings.host}:${settings.port} (${code}). Set HOST and PORT to what this machine allows.`;
  }
  throw error;
}

/** npm and its shell die of a signal without passing it on; who is left without them stops too. */
function stopWithParent(stop: AbortController): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop.abort();
  }, 500);
  watch.unref();
}

/** Aborted by the first SIGINT or SIGTERM; the second ends the process at once. */
function stopped(): AbortSignal {
  const stop = new AbortController();
  if (isUnderNpm()) stopWithParent(stop);
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(exits.failed);
      stop.abort();
    });
  }
  return stop.signal;
}
