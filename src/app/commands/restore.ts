import { resolve } from "node:path";
import { restore } from "#backup/restore.ts";
import type { Clock } from "#base/clock.ts";
import { faultInWords } from "#base/fault-words.ts";
import type { Config } from "#config/read-config.ts";
import { openDatabase } from "#db/open.ts";
import { exits, type Io } from "../io.ts";
import { backupLines } from "./backup-file.ts";

/** Into the database that the environment names, which nothing else may have touched yet. */
export async function restoreCommand(
  { settings }: Pick<Config, "settings">,
  io: Io,
  { file, clock, json = false }: { file: string; clock: Clock; json?: boolean },
): Promise<number> {
  const opened = await openDatabase(settings).catch((error: unknown) => {
    if (settings.databaseUrl === null) throw error;
    return { outcome: "unavailable" as const, why: faultInWords(error) };
  });
  if (opened.outcome === "unavailable") {
    io.err(`The database of DATABASE_URL is not available: ${opened.why}.`);
    return exits.unavailable;
  }
  if (opened.outcome === "directory-in-use") {
    io.err(`Another Kawaraban is using ${opened.dir}. Stop it, and restore into a new DATA_DIR.`);
    return exits.unavailable;
  }
  const { database } = opened;
  try {
    const done = await restore({
      ...{ db: database.db, now: clock(), lines: backupLines(resolve(io.cwd, file)) },
      onProgress: (done, total) => io.progress("restoring", done, total),
    });
    const { rows, madeAt, pausedIssues } = done;
    const told = { rows, made_at: madeAt.toString(), paused_issues: pausedIssues };
    for (const line of json ? [JSON.stringify(told)] : words(done)) io.out(line);
    return exits.ok;
  } finally {
    await database.close();
  }
}

function words({ rows, madeAt, pausedIssues }: Awaited<ReturnType<typeof restore>>): string[] {
  return [
    `${rows} rows, as they were at ${madeAt}.`,
    ...(pausedIssues.length === 0
      ? []
      : [`Paused, for you to resume or to cancel: ${pausedIssues.join(", ")}.`]),
    "Digests that were due since then are not made by themselves; `kawaraban digest send` makes one.",
  ];
}
