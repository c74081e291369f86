// Where there is no SMTP server, a letter is a file: NAME.eml in a directory.

import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { decodeWords } from "./encoded-words.ts";
import { parseMailDate } from "./mail-date.ts";
import type { SendOutcome } from "./outcome.ts";

type Outbox = {
  /**
   * Writes NAME.eml, whole or not at all; the same name again replaces the file. `beforeEnd` is
   * awaited before the file has its name; where it rejects there is no file and it is `unsent`.
   */
  write(name: string, bytes: Buffer, beforeEnd: () => Promise<void>): Promise<SendOutcome>;
};

type OutboxEntry = {
  name: string;
  file: string;
  to: string;
  subject: string;
  date: Temporal.Instant | null;
  /** Bytes. */
  size: number;
};

export function openOutbox(dir: string): Outbox {
  return {
    async write(name, bytes, beforeEnd) {
      const draft = join(dir, `.${randomUUID()}.tmp`);
      try {
        await writeDurably(draft, fileOf(dir, name), bytes, beforeEnd);
      } catch (cause) {
        await rm(draft, { force: true }).catch(() => {});
        return { kind: "unsent", reason: `the outbox did not take ${name}`, cause };
      }
      return { kind: "accepted", reply: `written to ${name}.eml`, queueId: null };
    },
  };
}

/** Newest first; no letters where the directory does not exist. */
export async function listOutbox(dir: string): Promise<OutboxEntry[]> {
  const files = existsSync(dir) ? await readdir(dir) : [];
  const letters = files.filter((file) => file.endsWith(".eml"));
  const names = letters.map((file) => file.slice(0, -4)).filter((name) => letterName.test(name));
  const entries = await Promise.all(names.map((name) => readEntry(dir, name)));
  return entries.sort((a, b) => age(b) - age(a) || (a.name < b.name ? -1 : 1));
}

async function writeDurably(
  draft: string,
  file: string,
  bytes: Buffer,
  beforeEnd: () => Promise<void>,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(draft, bytes, { flag: "wx", mode: 0o600, flush: true });
  await beforeEnd();
  await rename(draft, file);
  // The letter is there now, whatever happens here; some systems cannot sync a directory.
  await syncDirectory(dirname(file)).catch(() => {});
}

async function syncDirectory(dir: string): Promise<void> {
  await using directory = await open(dir);
  await directory.sync();
}

const letterName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

function fileOf(dir: string, name: string): string {
  if (!letterName.test(name)) throw new Error(`not a file name: ${name}`);
  return join(dir, `${name}.eml`);
}

/** Fields lie at the beginning; 16 KB hold all of ours. */
async function readEntry(dir: string, name: string): Promise<OutboxEntry> {
  const file = fileOf(dir, name);
  await using handle = await open(file);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(16_384));
  const field = fieldReader(buffer.toString("latin1", 0, bytesRead));
  return {
    name,
    file,
    to: field("To"),
    subject: decodeWords(field("Subject")),
    date: parseMailDate(field("Date")),
    size: (await handle.stat()).size,
  };
}

/** Unfolds (RFC 5322 §2.2.3) and reads single fields. */
function fieldReader(text: string): (name: string) => string {
  const fields = (text.split("\r\n\r\n")[0] ?? "").replace(/\r\n(?=[ \t])/g, "").split("\r\n");
  return (name) => {
    const start = `${name.toLowerCase()}:`;
    const line = fields.find((line) => line.toLowerCase().startsWith(start));
    return line?.slice(start.length).trim() ?? "";
  };
}

function age({ date }: OutboxEntry): number {
  return date?.epochMilliseconds ?? 0;
}
