// Errors as they may be shown. drizzle writes the whole statement and its parameters, and so readers'
// addresses, into its message; PostgreSQL quotes the value it did not take. Neither leaves here.

/** For a log line. `stack` has the frames of the error and of what caused it. */
export type FaultShown = {
  type: string;
  message: string;
  code: string | undefined;
  stack: string;
};

/** One line for a person, without a full stop: `the database refused it (SQLSTATE 22P02)`. */
export function faultInWords(error: unknown): string {
  if (!(error instanceof Error)) return cutStatement(String(error));
  if (isStatement(error)) {
    return error.cause === undefined ? refused : `${refused}: ${faultInWords(error.cause)}`;
  }
  if (!isFromDatabase(error)) return cutStatement(error.message || (codeOf(error) ?? error.name));
  const rule = error.constraint ?? error.constraint_name;
  const named = rule === undefined ? "" : `, ${rule}`;
  return `SQLSTATE ${error.code}${named}: ${withoutValues(error.message)}`;
}

export function showFault(error: unknown): FaultShown {
  const inner = error instanceof Error && isStatement(error) ? (error.cause ?? error) : error;
  const message = faultInWords(error);
  const type = inner instanceof Error ? inner.name : typeof error;
  return { type, message, code: codeOf(inner), stack: `${type}: ${message}${frames(error)}` };
}

/** PGlite names the constraint one way, postgres.js the other. */
type DatabaseFault = Error & { code: string; constraint?: string; constraint_name?: string };

const refused = "the database refused it";

/** Text that may quote drizzle's message, cut where it begins. */
export function cutStatement(text: string): string {
  return text.replace(/Failed query:[\s\S]*$/, refused);
}

function isStatement(error: Error): boolean {
  return "query" in error && "params" in error;
}

/** Both drivers give PostgreSQL's own severity and five-letter code. */
function isFromDatabase(error: Error): error is DatabaseFault {
  return "severity" in error && /^[0-9A-Z]{5}$/.test(codeOf(error) ?? "");
}

/** Names of tables and rules are quoted as well, and go with them; the code says the same. */
function withoutValues(message: string): string {
  return message.replace(/["«„“][\s\S]*["»“”]/, "…").replace(/\n[\s\S]*/, "");
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}

/** Below the message, which the stack repeats, and the causes', at most five deep. */
function frames(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth === 5) return "";
  const { stack = "", message } = error;
  const start = stack.indexOf(message);
  const own = start < 0 ? "" : stack.slice(start + message.length);
  if (error.cause === undefined) return own;
  return `${own}\ncaused by ${faultInWords(error.cause)}${frames(error.cause, depth + 1)}`;
}
