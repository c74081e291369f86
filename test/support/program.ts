// The program as an operator runs it: a process with its own directory, ended by a signal.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const start = fileURLToPath(new URL("../../src/start.js", import.meta.url));

export type Ended = { code: number | null; out: string; err: string };

export type Program = {
  /** Resolves with what was printed once it holds `text`; rejects when the program ends first. */
  printed: (text: string) => Promise<string>;
  kill: (signal: NodeJS.Signals) => void;
  ended: Promise<Ended>;
};

export function runProgram(words: readonly string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, [start, ...words], {
    env: { PATH: process.env.PATH, LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (part) => {
    out += part;
  });
  child.stderr.on("data", (part) => {
    err += part;
  });
  const ended = exitOf(child).then((code) => ({ code, out, err }));
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    printed: async (text) => {
      while (!out.includes(text)) {
        const over = await Promise.race([once(child.stdout, "data"), ended]);
        if (!Array.isArray(over)) throw new Error(`ended without "${text}":\n${out}\n${err}`);
      }
      return out;
    },
  };
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, "close")) as [number | null];
  return code;
}
