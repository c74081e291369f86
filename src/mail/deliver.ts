// One letter over one session. nodemailer's own pool reports a drop before MAIL and a drop after
// the final dot alike, so the phase is followed here.

import { Readable } from "node:stream";
import type { NodemailerError } from "nodemailer/lib/errors";
import type { Connection } from "./connect.ts";
import { accepted, refused, type SendOutcome, type Step } from "./outcome.ts";

export type Envelope = { from: string; to: string };

/**
 * How far the letter is. It becomes `ended` in the same turn in which the message stream ends, so
 * before that no final dot can have left this process: whatever goes wrong earlier is `unsent`.
 */
type Phase = "envelope" | "body" | "ended";

type Fault = Pick<NodemailerError, "message" | "code" | "command" | "response" | "responseCode">;

/**
 * Sends `bytes`. After the last byte `beforeEnd` is awaited, and only then the end of the message
 * is sent; where it rejects the socket is destroyed. Always resolves, and only when `beforeEnd`
 * has settled. Unless the outcome is `accepted` the session must not be used again.
 */
export function deliver(
  connection: Connection,
  bytes: Buffer,
  envelope: Envelope,
  beforeEnd: () => Promise<void>,
): Promise<SendOutcome> {
  const { promise, resolve } = Promise.withResolvers<SendOutcome>();
  let phase: Phase = "envelope";
  let committed: Promise<void> = Promise.resolve();

  const source = withheldEnd(bytes, {
    onStart: () => {
      phase = "body";
    },
    onLastByte: () => {
      committed = commit();
    },
  });
  const onError = (err: Fault): void => settle(faultOutcome(err, phase));
  // Some closings run no callback; one that does runs it in the same turn, with a better reason.
  const onEnd = (): void => queueMicrotask(() => onError(new Error("the connection was closed")));
  connection.once("error", onError);
  connection.once("end", onEnd);
  connection.send({ ...envelope, size: bytes.length }, source, (err, info) => {
    if (err) onError(err);
    else settle(replyOutcome(info?.response ?? "", phase));
  });
  return promise;

  async function commit(): Promise<void> {
    try {
      await beforeEnd();
    } catch (cause) {
      return settle({ kind: "unsent", reason: "it could not be noted as being sent", cause });
    }
    if (source.destroyed) return;
    phase = "ended";
    source.push(null);
  }

  function settle(outcome: SendOutcome): void {
    connection.off("error", onError);
    connection.off("end", onEnd);
    source.destroy();
    if (phase === "body") connection.close();
    void committed.then(() => resolve(outcome));
  }
}

function withheldEnd(
  bytes: Buffer,
  { onStart, onLastByte }: { onStart: () => void; onLastByte: () => void },
): Readable {
  let started = false;
  return new Readable({
    // So that the second read comes when the bytes have been taken, not at once.
    highWaterMark: 1,
    read() {
      if (started) return onLastByte();
      started = true;
      onStart();
      this.push(bytes);
    },
  });
}

function replyOutcome(reply: string, phase: Phase): SendOutcome {
  if (phase !== "ended") return { kind: "unknown", reason: `replied before the end: ${reply}` };
  if (!/^2\d\d/.test(reply)) return { kind: "unknown", reason: `not an SMTP reply: ${reply}` };
  return accepted(reply);
}

function faultOutcome(err: Fault, phase: Phase): SendOutcome {
  if (isTooLarge(err)) return refused("mail", 552, `552 5.3.4 ${err.message}`) as SendOutcome;
  const reply = refused(stepOf(err, phase), err.responseCode ?? 0, err.response ?? err.message);
  if (reply) return reply;
  if (phase === "ended") return { kind: "unknown", reason: err.message };
  return { kind: "unsent", reason: err.message, cause: err };
}

/** nodemailer itself refuses what exceeds the SIZE that the server announced (RFC 1870). */
function isTooLarge(err: Fault): boolean {
  return err.code === "EMESSAGE" && err.command === "MAIL FROM";
}

function stepOf(err: Fault, phase: Phase): Step {
  if (phase === "ended") return "end";
  if (phase === "body" || err.command === "DATA") return "data";
  return err.command === "RCPT TO" ? "rcpt" : "mail";
}
