// Senders as processes: started, awaited, killed.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Act, Row } from "./sender-process.ts";

const script = join(import.meta.dirname, "sender-process.ts");
const running = new Set<ChildProcess>();

export type Sender = {
  /** Resolves when it is about to send. */
  begun: Promise<void>;
  /** With its exit code; null where it was killed. */
  ended: Promise<number | null>;
  lines: Promise<string[]>;
  kill: () => Promise<void>;
};

export function startSender(
  act: Act,
  options: { where: string; to: string; readers: number; leaseSeconds: number },
): Sender {
  const { where, to, readers, leaseSeconds } = options;
  const args = [script, act, where, to, String(readers), String(leaseSeconds)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  running.add(child);
  const output = createInterface(child.stdout);
  const ended = once(child, "exit").then(([code]) => code as number | null);
  return {
    begun: once(output, "line").then(() => {}),
    ended,
    lines: Array.fromAsync(output),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** What a sender found in the ledger when all was sent. */
export async function ledgerOf(sender: Sender): Promise<Row[]> {
  const last = (await sender.lines).at(-1) ?? "[]";
  return JSON.parse(last) as Row[];
}

export async function killSenders(): Promise<void> {
  for (const child of running) {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  running.clear();
}
