// Log lines for a person at a terminal; a machine gets pino's JSON.

import process from "node:process";
import type { DestinationStream } from "pino";

export function readableLog(): DestinationStream {
  return { write: (line) => void process.stderr.write(`${readable(line)}\n`) };
}

/** `20:56:34 info  source polled  source=kyodo added=3` */
function readable(line: string): string {
  const { time, level, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const told = Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const stack = (err as { stack?: string } | undefined)?.stack;
  const at = String(time).slice(11, 19);
  return [`${at} ${String(level).padEnd(5)} ${msg}  ${told.join(" ")}`.trimEnd(), stack]
    .filter((part) => part !== undefined)
    .join("\n");
}
