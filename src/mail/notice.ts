// One-off mails that somebody waits for: a confirmation, a sign-in link.

import { randomUUID } from "node:crypto";
import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import { Problem } from "#base/problem.ts";
import { parseAddress } from "./addresses.ts";
import type { Signer } from "./dkim.ts";
import { composeMessage, type Message } from "./message.ts";
import type { Transport } from "./transport.ts";

type Notice = { to: string; subject: string; text: string; html?: string; language: string };

export type Mailer = {
  /**
   * Resolves when the notice was accepted. Throws Problem "invalid-input" where `to` is no
   * address, and "mail-unavailable" where it was not accepted; it is not tried again.
   */
  sendNotice(notice: Notice): Promise<void>;
};

export function openMailer(options: {
  transport: Transport;
  from: { name: string; address: string };
  clock: Clock;
  log: Log;
  sign?: Signer | null;
}): Mailer {
  const { transport, from, clock, log, sign = null } = options;
  return { sendNotice };

  async function sendNotice(notice: Notice): Promise<void> {
    const to = parseAddress(notice.to);
    if (!to) throw new Problem("invalid-input", "That is not a mail address we can send to.");
    const id = randomUUID();
    const bytes = await composeMessage(messageOf(notice, to, id), sign);
    const name = `notice-${id}`;
    const outcome = await transport.send({ name, bytes, envelope: { from: from.address, to } });
    if (outcome.kind === "accepted") return;
    // Not the server's reply: it may hold the address.
    log.warn({ notice: id, outcome: outcome.kind }, "notice not accepted");
    throw new Problem("mail-unavailable", "The mail was not accepted; try again later.");
  }

  function messageOf(
    { subject, text, html = "", language }: Notice,
    to: string,
    id: string,
  ): Message {
    return {
      from,
      to: { address: to },
      subject,
      text,
      html: html || null,
      date: clock(),
      messageId: `<n.${id}@${from.address.split("@")[1]}>`,
      language,
      // RFC 3834: no vacation answers, please.
      headers: { "Auto-Submitted": "auto-generated" },
      envelopeFrom: from.address,
    };
  }
}
