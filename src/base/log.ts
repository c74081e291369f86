// Logging is pino's; this file fixes what is redacted and the shape the rest of the code may use.

import { type DestinationStream, type LogFn, type Logger, pino } from "pino";
import { cutStatement, faultInWords, showFault } from "./fault-words.ts";

/** `log.info({ source: id }, "source polled")`: ids in fields, a constant lower-case message. */
export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "fatal">;

/** Values under these names never reach a log line. */
const redacted = ["address", "to", "token", "key", "cookie", "authorization", "password", "secret"];

export function openLog(options: { level: string; to: DestinationStream }): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: withoutStatements },
      serializers: { err: showFault },
      hooks: { logMethod: withSafeMessage },
      redact: {
        paths: redacted.flatMap((name) => [name, `*.${name}`, `req.headers.${name}`]),
        censor: "[redacted]",
      },
    },
    options.to,
  );
}

/** better-auth says some errors as text. */
function withoutStatements(fields: Record<string, unknown>): Record<string, unknown> {
  const safe = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "string" ? cutStatement(value) : value,
  ]);
  return Object.fromEntries(safe) as Record<string, unknown>;
}

/** Where a line has no message of its own, pino takes that of its error. */
function withSafeMessage(this: Logger, args: Parameters<LogFn>, log: LogFn): void {
  const [first, message] = args as unknown[];
  const err = first instanceof Error ? first : (first as { err?: unknown } | null)?.err;
  if (message === undefined && err !== undefined) log.call(this, first, faultInWords(err));
  else log.apply(this, args);
}
