// A process of a bench that runs one phase at a time, when it is told to.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Cpu } from "./cpu.ts";

export type Phase = { seconds: number; cpu: Cpu; peakMb: number };

/** In the process: runs the phase whose name comes, and `close` when no more will come. */
export function obey(
  phases: Readonly<Record<string, () => Promise<Phase>>>,
  close: () => Promise<void>,
): void {
  process.on("message", async (name: string) => {
    const phase = phases[name];
    if (!phase) throw new Error(`there is no phase ${name}`);
    process.send?.(await phase());
  });
  process.on("disconnect", () => void close());
}

/** Starts bench/`file`, which obeys. */
export async function withPhases<T>(
  file: string,
  words: readonly string[],
  use: (run: (phase: string) => Promise<Phase>) => Promise<T>,
): Promise<T> {
  const child = fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), words);
  const ended = once(child, "exit");
  try {
    return await use(async (name) => {
      child.send(name);
      const [told] = await Promise.race([once(child, "message"), ended.then(() => [null])]);
      if (told === null) throw new Error(`${file} ended without a figure`);
      return told as Phase;
    });
  } finally {
    if (child.connected) child.disconnect();
    await ended;
  }
}
