// What a command says, wherever it runs: on this terminal, or in the server for another.

import process from "node:process";
import { isWide } from "#base/width.ts";

export type Io = {
  out: (line: string) => void;
  err: (line: string) => void;
  /** `done` of `total`; shown as a bar on a terminal, else not at all. */
  progress: (label: string, done: number, total: number) => void;
  /** Where relative file names start. */
  cwd: string;
};

/** 0 done, 1 failed or in part, 64 wrong words, 69 not available, 78 wrong configuration (sysexits.h). */
export const exits = { ok: 0, failed: 1, usage: 64, unavailable: 69, config: 78 } as const;

export function terminalIo(
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WriteStream,
  cwd: string,
): Io {
  for (const stream of [stdout, stderr]) stream.on("error", endWithReader);
  let bar = false;
  const clear = (): void => {
    if (bar) stderr.write("\r\u001b[K");
    bar = false;
  };
  return {
    cwd,
    out: (line) => {
      clear();
      stdout.write(`${line}\n`);
    },
    err: (line) => {
      clear();
      stderr.write(`${line}\n`);
    },
    progress: (label, done, total) => {
      if (!stderr.isTTY) return;
      const filled = total === 0 ? 24 : Math.round((done / total) * 24);
      stderr.write(
        `\r\u001b[K${label} ${"█".repeat(filled)}${"░".repeat(24 - filled)} ${done}/${total}`,
      );
      bar = true;
    },
  };
}

/** `kawaraban … | head` closes the pipe when it has seen enough, which is the end and no fault. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(exits.ok);
}

/** Rows of cells, padded to columns; full-width characters count two. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => width(row[i] ?? ""))));
  return rows.map((row) =>
    row
      .map((cell, i) => cell + " ".repeat((widths[i] ?? 0) - width(cell)))
      .join("  ")
      .trimEnd(),
  );
}

function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += isWide(character) ? 2 : 1;
  return columns;
}
