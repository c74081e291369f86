import { resolve } from "node:path";
import { backUp } from "#backup/backup.ts";
import { faultInWords } from "#base/fault-words.ts";
import { exits, type Io } from "../io.ts";
import type { Parts } from "../parts.ts";
import { version } from "../version.ts";
import { type BackupFile, createBackupFile } from "./backup-file.ts";

/** Writes everything into a file, or prints it where the file is `-`. */
export async function backupCommand(
  { database, clock }: Parts,
  io: Io,
  { out, json = false }: { out?: string; json?: boolean },
): Promise<number> {
  const now = clock();
  const name = out ?? `kawaraban-${now.toString().slice(0, 19).replaceAll(":", "")}Z.jsonl.gz`;
  const path = resolve(io.cwd, name);
  const file = name === "-" ? printed(io) : await createBackupFile(path);
  try {
    const rows = await backUp({
      ...{ db: database.db, now, version },
      write: file.write,
      onProgress: (done, total) => io.progress("backing up", done, total),
    });
    await file.keep();
    if (name !== "-")
      io.out(json ? JSON.stringify({ file: path, rows }) : `${path}: ${rows} rows.`);
    return exits.ok;
  } catch (error) {
    await file.drop();
    io.err(`The backup failed, and no file is left: ${faultInWords(error)}`);
    return exits.failed;
  }
}

function printed(io: Io): BackupFile {
  return {
    write: async (text) => io.out(text.replace(/\n$/, "")),
    keep: async () => {},
    drop: async () => {},
  };
}
