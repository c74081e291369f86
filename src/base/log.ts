// Logging is pino's; this file fixes what is redacted and the shape the rest of the code may use.

import { type DestinationStream, type Logger, pino } from "pino";

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
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: redacted.flatMap((name) => [name, `*.${name}`, `req.headers.${name}`]),
        censor: "[redacted]",
      },
    },
    options.to,
  );
}
