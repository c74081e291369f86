// Instants in a query or a body.

import { Problem } from "#base/problem.ts";

/** `at` says where it stands, e.g. querystring/since. Problem invalid-input. */
export function readInstant(at: string, text: string | undefined): Temporal.Instant | undefined {
  if (text === undefined) return undefined;
  try {
    const instant = Temporal.Instant.from(text);
    // Other years are written with a sign, which PostgreSQL does not read.
    if (/^(?!0000)\d{4}-/.test(instant.toString())) return instant;
  } catch {}
  throw new Problem(
    "invalid-input",
    `${at} is ${text}, which is no ISO 8601 instant such as 2026-11-24T09:00:00+09:00.`,
  );
}
