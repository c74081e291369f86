// A small pool of SMTP sessions.

import { type Connection, connect, defaultTimeouts, disconnect, type Timeouts } from "./connect.ts";
import { deliver, type Envelope } from "./deliver.ts";
import type { SendOutcome } from "./outcome.ts";
import { openSlots } from "./slots.ts";
import type { SmtpAddress } from "./smtp-url.ts";

export type Smtp = {
  /** Waits for a free session, then sends as `deliver` does. Always resolves. */
  sendSmtp(bytes: Buffer, envelope: Envelope, beforeEnd: () => Promise<void>): Promise<SendOutcome>;
  /** Lets what is being sent finish, refuses the rest as `unsent`, and says goodbye. */
  close(): Promise<void>;
};

/** Many servers end a session after a hundred messages; an idle one is only a burden to them. */
const limits = { letters: 100, idleMs: 10_000 };

type Session = { connection: Connection; letters: number; idleTimer?: NodeJS.Timeout };

export function openSmtp(address: SmtpAddress, timeouts: Timeouts = defaultTimeouts): Smtp {
  const idle: Session[] = [];
  const farewells = new Set<Promise<void>>();
  const slots = openSlots(address.pool);
  let closed = false;

  return { sendSmtp, close };

  async function sendSmtp(
    bytes: Buffer,
    envelope: Envelope,
    beforeEnd: () => Promise<void>,
  ): Promise<SendOutcome> {
    await slots.acquire();
    try {
      return await attempt(bytes, envelope, beforeEnd);
    } finally {
      slots.release();
    }
  }

  async function attempt(
    bytes: Buffer,
    envelope: Envelope,
    beforeEnd: () => Promise<void>,
  ): Promise<SendOutcome> {
    if (closed) return { kind: "unsent", reason: "the mailer is closed" };
    let asked = false;
    const session = idleSession() ?? (await newSession());
    if ("kind" in session) return session;
    const reused = session.letters > 0;
    const outcome = await deliver(session.connection, bytes, envelope, () => {
      asked = true;
      return beforeEnd();
    });
    session.letters += 1;
    keep(session, outcome);
    // A server may have ended the session while it lay idle; nothing was sent, so try once more.
    if (reused && outcome.kind === "unsent" && !asked) return attempt(bytes, envelope, beforeEnd);
    return outcome;
  }

  async function newSession(): Promise<Session | SendOutcome> {
    try {
      return { connection: await connect(address, timeouts), letters: 0 };
    } catch (cause) {
      return { kind: "unsent", reason: cause instanceof Error ? cause.message : "no reply", cause };
    }
  }

  function idleSession(): Session | undefined {
    for (let session = idle.pop(); session; session = idle.pop()) {
      clearTimeout(session.idleTimer);
      if (!session.connection.destroyed) return session;
    }
    return undefined;
  }

  function keep(session: Session, outcome: SendOutcome): void {
    if (closed || outcome.kind !== "accepted" || session.letters >= limits.letters) {
      retire(session);
      return;
    }
    session.idleTimer = setTimeout(() => {
      idle.splice(idle.indexOf(session), 1);
      retire(session);
    }, limits.idleMs).unref();
    idle.push(session);
  }

  function retire({ connection, idleTimer }: Session): void {
    clearTimeout(idleTimer);
    const farewell = disconnect(connection).finally(() => farewells.delete(farewell));
    farewells.add(farewell);
  }

  async function close(): Promise<void> {
    closed = true;
    await slots.drained();
    idle.splice(0).forEach(retire);
    await Promise.all(farewells);
  }
}
