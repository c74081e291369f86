// A real SMTP server for tests: it keeps what it took, and can be told to fail in every phase.

import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A letter that reached the end of its message; `mail.text` is unwrapped again. */
export type Letter = { from: string; to: string; bytes: Buffer; mail: ParsedMail };

/** What goes wrong. `after` is the end of the message: the letter was taken unless it says so. */
export type Fault =
  | { at: "greeting" | "mail" | "rcpt" | "end"; answer: number; text: string }
  | { at: "greeting" | "mail" | "rcpt" | "body" | "after"; drop: true }
  | { at: "after"; drop: true; lost: true }
  | { at: "end"; waitFor: Promise<unknown> };

export type Mailbox = {
  /** For SMTP_URL. */
  url: string;
  /** What was taken, in order. */
  letters: readonly Letter[];
  lettersTo(address: string): Letter[];
  /** Recipient -> how many copies it was handed. */
  copies(): Map<string, number>;
  /** Resolves when `count` letters have been taken in all. */
  received(count: number): Promise<readonly Letter[]>;
  /**
   * Sets what goes wrong from now on; null: nothing. A function is asked at every phase with the
   * recipient ("" before RCPT).
   */
  fail(fault: Fault | null | ((to: string) => Fault | null)): void;
  /** Sessions opened so far. */
  sessions(): number;
  /** Drops every open session. */
  dropSessions(): void;
  close(): Promise<void>;
};

export async function openMailbox(options: SMTPServerOptions = {}): Promise<Mailbox> {
  const letters: Letter[] = [];
  const waiting = new Set<() => void>();
  let sessions = 0;
  let faultFor: (to: string) => Fault | null = () => null;

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    ...options,
    onConnect(session, done) {
      sessions += 1;
      meet("greeting", "", session.id, done);
    },
    onMailFrom: (_, session, done) => meet("mail", "", session.id, done),
    onRcptTo: ({ address }, session, done) => meet("rcpt", address, session.id, done),
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      const from = mailFrom ? mailFrom.address : "";
      const to = rcptTo.map(({ address }) => address).join(",");
      if (applies(faultFor(to), "body")) stream.once("data", () => drop(session.id));
      buffer(stream).then(
        (bytes) => end({ from, to, bytes }, session.id, done),
        () => {}, // the session was dropped within the message
      );
    },
  });
  server.on("error", () => {}); // clients that vanish
  // It writes a reply a line at a time, which otherwise waits 40 ms for the client's ACK.
  server.server.on("connection", (socket: Socket) => socket.setNoDelay(true));
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    lettersTo: (address) => letters.filter(({ to }) => to === address),
    copies: () =>
      new Map([...Map.groupBy(letters, ({ to }) => to)].map(([to, all]) => [to, all.length])),
    received,
    fail: (fault) => {
      faultFor = typeof fault === "function" ? fault : () => fault;
    },
    sessions: () => sessions,
    dropSessions: () => {
      for (const { id } of server.connections) drop(id);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };

  function meet(at: Fault["at"], to: string, id: string, done: (err?: Error) => void): void {
    const fault = faultFor(to);
    if (!applies(fault, at)) done();
    else if ("answer" in fault) done(refusal(fault));
    else drop(id);
  }

  async function end(
    letter: Omit<Letter, "mail">,
    id: string,
    done: (err?: Error | null, reply?: string) => void,
  ): Promise<void> {
    const fault = faultFor(letter.to);
    if (fault && "answer" in fault && fault.at === "end") return done(refusal(fault));
    if (fault && "waitFor" in fault) await fault.waitFor;
    if (!(fault && "lost" in fault)) {
      letters.push({ ...letter, mail: await simpleParser(letter.bytes) });
      for (const wake of waiting) wake();
    }
    if (applies(fault, "after")) drop(id);
    else done(null, `2.0.0 Ok: queued as M${letters.length}`);
  }

  function received(count: number): Promise<readonly Letter[]> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (letters.length < count) return;
        waiting.delete(check);
        resolve(letters);
      };
      waiting.add(check);
      check();
    });
  }

  function drop(id: string): void {
    for (const connection of server.connections)
      if (connection.id === id) (connection._socket as Socket).destroy();
  }
}

function applies(fault: Fault | null, at: Fault["at"]): fault is Fault {
  return fault?.at === at;
}

function refusal({ answer, text }: { answer: number; text: string }): Error {
  return Object.assign(new Error(text), { responseCode: answer });
}
