// What became of one letter, in the only words that a ledger can act on.

/** The SMTP step that a reply answered (RFC 5321 §3.3): the command, or the end of the message. */
export type Step = "mail" | "rcpt" | "data" | "end";

export type SendOutcome =
  /** The server took the letter; it is its charge from now on. */
  | { kind: "accepted"; reply: string; queueId: string | null }
  /** 4xx: the same letter may be tried again later. */
  | { kind: "deferred"; step: Step; code: number; enhanced: string | null; reply: string }
  /** 5xx: the same letter will not be taken. */
  | { kind: "failed"; step: Step; code: number; enhanced: string | null; reply: string }
  /** Provably not handed over: the end of the message was never sent. */
  | { kind: "unsent"; reason: string; cause?: unknown }
  /** The end of the message was sent and no reply came: it may or may not have been taken. */
  | { kind: "unknown"; reason: string };

/** A 2xx reply to the end of the message. */
export function accepted(reply: string): SendOutcome {
  return { kind: "accepted", reply, queueId: queueId(reply) };
}

/** A 4xx or 5xx reply; null where `code` is neither. */
export function refused(step: Step, code: number, reply: string): SendOutcome | null {
  if (code < 400 || code > 599) return null;
  const kind = code < 500 ? "deferred" : "failed";
  return { kind, step, code, enhanced: enhancedCode(reply), reply };
}

/** RFC 3463: class, subject and detail after the reply code, as in "550 5.1.1 no such user". */
function enhancedCode(reply: string): string | null {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? null;
}

/** The forms of Postfix ("queued as 4XyZ") and Exim ("id=1tAbC-0001"). */
function queueId(reply: string): string | null {
  const match = /\bqueued as (\S+)|\bid=(\S+)/i.exec(reply);
  return match?.[1] ?? match?.[2] ?? null;
}
