// The one way out for a letter: an SMTP server, or the outbox where none is set.

import { defaultTimeouts, type Timeouts } from "./connect.ts";
import type { Envelope } from "./deliver.ts";
import { openOutbox } from "./outbox.ts";
import type { SendOutcome } from "./outcome.ts";
import { openSmtp } from "./smtp.ts";
import { describeSmtp, parseSmtpUrl } from "./smtp-url.ts";

/** `name` names the letter for good, such as a delivery's id: in the outbox it is the file's name. */
export type Letter = { name: string; bytes: Buffer; envelope: Envelope };

export type Transport = {
  /** For the start-up output: "smtp://mail.example:587" or "the outbox at ./data/outbox". */
  describe(): string;
  /**
   * Sends one letter. `beforeEnd` is awaited before the act that hands it over, so that a ledger
   * can note it: while that has not been committed, the letter has not been sent. Always resolves.
   */
  send(letter: Letter, beforeEnd?: () => Promise<void>): Promise<SendOutcome>;
  /** Finishes what is being sent. */
  close(): Promise<void>;
};

/** Throws an Error where `smtpUrl` is not one (see `parseSmtpUrl`). Opens no connection yet. */
export function openTransport(options: {
  smtpUrl: string | null;
  outboxDir: string;
  timeouts?: Timeouts;
}): Transport {
  return options.smtpUrl === null
    ? outboxTransport(options.outboxDir)
    : smtpTransport(options.smtpUrl, options.timeouts ?? defaultTimeouts);
}

function smtpTransport(smtpUrl: string, timeouts: Timeouts): Transport {
  const address = parseSmtpUrl(smtpUrl);
  const smtp = openSmtp(address, timeouts);
  return {
    describe: () => describeSmtp(address),
    send: ({ bytes, envelope }, beforeEnd = nothing) => smtp.sendSmtp(bytes, envelope, beforeEnd),
    close: smtp.close,
  };
}

function outboxTransport(dir: string): Transport {
  const outbox = openOutbox(dir);
  return {
    describe: () => `the outbox at ${dir}`,
    send: ({ name, bytes }, beforeEnd = nothing) => outbox.write(name, bytes, beforeEnd),
    close: nothing,
  };
}

async function nothing(): Promise<void> {}
