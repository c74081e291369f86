// A backup's file: gzip where its name says so, whole or not there, for its owner's eyes only.

import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { Problem } from "#base/problem.ts";

export type BackupFile = {
  write: (text: string) => Promise<void>;
  /** The file is on the disk under its name. */
  keep: () => Promise<void>;
  /** Nothing is left of it. */
  drop: () => Promise<void>;
};

/** Written beside its name first. Problem "conflict" where the name is taken. */
export async function createBackupFile(path: string): Promise<BackupFile> {
  if (await stat(path).catch(() => null)) {
    throw new Problem("conflict", `${path} is there already; a backup overwrites nothing.`);
  }
  const part = `${path}.part`;
  const file = createWriteStream(part, { mode: 0o600 });
  const gzip = path.endsWith(".gz") ? createGzip() : null;
  const target = gzip ?? file;
  const ended = finished(file);
  // Told of where it is awaited; a fault before then is not an unhandled one.
  ended.catch((error: Error) => gzip?.destroy(error));
  gzip?.on("error", () => {});
  gzip?.pipe(file);
  return {
    write: async (text) => {
      if (!target.write(text)) await Promise.race([once(target, "drain"), ended]);
    },
    keep: async () => {
      target.end();
      await ended;
      const handle = await open(part);
      await handle.sync();
      await handle.close();
      await rename(part, path);
    },
    drop: async () => {
      target.destroy();
      file.destroy();
      await rm(part, { force: true });
    },
  };
}

/** No line of a backup comes near it. */
const longestLine = 128 * 1024 * 1024;

/** The lines of a backup, unzipped where it is gzip. Throws Problem "invalid-input" where it ends amid. */
export async function* backupLines(path: string): AsyncGenerator<string> {
  const bytes = createReadStream(path);
  const stream = (await isGzip(path)) ? bytes.pipe(createGunzip()) : bytes;
  bytes.on("error", (error) => stream.destroy(error));
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > longestLine) throw new RangeError("a line has no end");
      yield* lines;
    }
    rest += decoder.decode();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem("invalid-input", `${path} cannot be read: ${(error as Error).message}.`);
  } finally {
    bytes.destroy();
  }
  if (rest !== "") yield rest;
}

async function isGzip(path: string): Promise<boolean> {
  try {
    await using handle = await open(path);
    const { buffer, bytesRead } = await handle.read(new Uint8Array(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } catch (error) {
    throw new Problem("not-found", `${path} cannot be read: ${(error as Error).message}.`);
  }
}
