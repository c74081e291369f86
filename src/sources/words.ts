// Outcomes in words, for those who run the archive.

import type { PollOutcome } from "./read-source.ts";

const words: Readonly<Record<PollOutcome, string>> = {
  ok: "read",
  "not-modified": "nothing has changed",
  gone: "the address is gone (410)",
  missing: "there is nothing at the address (404)",
  blocked: "the publisher shuts us out (401, 403 or a challenge)",
  throttled: "the server is overloaded or we ask too often (429, 503)",
  "server-error": "the server has a fault (5xx)",
  "unexpected-status": "an answer that makes no sense here",
  "too-large": "more than 10 MiB",
  timeout: "no answer in time",
  unreachable: "no connection, or it broke",
  "refused-address": "a private address, which FETCH_ALLOW_CIDRS does not open",
  "bad-redirect": "a redirect that leads nowhere",
  "not-a-feed": "what came is not of this source's kind",
  "too-complex": "too deep, too many parts or too slow to parse",
  "robots-disallowed": "robots.txt does not allow it",
  failed: "a fault of ours; the log has it",
};

/** What is not the source's doing. */
const ours: Readonly<Record<string, string>> = {
  lost: "the poll did not end",
};

/** Null where the source was never polled. */
export function outcomeInWords(outcome: string | null): string | null {
  if (outcome === null) return null;
  const told: Readonly<Record<string, string>> = words;
  return told[outcome] ?? ours[outcome] ?? outcome;
}
