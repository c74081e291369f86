import type { Logger } from "pino";
import { openLog } from "#base/log.ts";

/** A log that nobody reads: tests print nothing. */
export const quietLog: Logger = openLog({ level: "silent", to: { write: () => {} } });
