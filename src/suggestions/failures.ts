// Why there is no draft, in a sentence for the editor.

import { Problem } from "#base/problem.ts";
import { cutText, oneLine } from "#base/text.ts";

export type FailureReason =
  | "refused"
  | "timeout"
  | "unreachable"
  | "key-refused"
  | "busy"
  | "rejected"
  | "server-error"
  | "not-understood"
  | "empty"
  | "wrong-language"
  | "too-long"
  | "dropped";

/** `said`: what the server says of it, if anything. */
export type Failure = { reason: FailureReason; said?: string };

const sentences: Record<FailureReason, string> = {
  refused: "The assistant refused to draft this",
  timeout: "The assistant took too long; ask again, or give it more time in archive.yaml",
  unreachable: "The assistant cannot be reached; see that its server runs at assistant.url",
  "key-refused": "The assistant's server refused the key; see ASSISTANT_KEY",
  busy: "The assistant's server is busy or its quota is spent; ask again later",
  rejected: "The assistant's server did not take the request; see model and url in archive.yaml",
  "server-error": "The assistant's server failed; ask again later",
  "not-understood": "What came from assistant.url is no chat completion",
  empty: "The assistant wrote nothing; ask again",
  "wrong-language": "The assistant wrote in another language than the archive's; ask again",
  "too-long": "The assistant wrote far more than it was asked for; ask again",
  dropped: "The assistant's answer broke off; ask again",
};

/** `key` is struck out wherever a server repeats it. */
export function failureProblem({ reason, said }: Failure, key: string | null): Problem {
  const told = said === undefined ? "" : shown(said, key);
  const detail = `${sentences[reason]}${told === "" ? "" : ` (${told})`}.`;
  return new Problem("assistant-failed", detail, { extra: { reason } });
}

/** A page of HTML says nothing to an editor. */
function shown(said: string, key: string | null): string {
  const text = key === null ? said : said.replaceAll(key, "…");
  const line = cutText(oneLine(text), 200).replace(/\.$/, "");
  return /^\s*</.test(line) ? "" : line;
}
