// An SMTP server that keeps every mail in memory and delivers none, with an inbox for the browser.

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { ParsedMail } from "mailparser";
import { type Caught, showInbox } from "./inbox.ts";
import { openLocalServer } from "./local-server.ts";

export type MailCatcher = {
  /** For SMTP_URL. */
  smtpUrl: string;
  /** Of the inbox. */
  url: string;
  close: () => Promise<void>;
};

/**
 * `onMail` is called once the inbox has the mail. Null where smtp-server and mailparser, which
 * only development needs, are not installed.
 */
export async function openMailCatcher(onMail: (mail: Caught) => void): Promise<MailCatcher | null> {
  const libraries = await loadLibraries();
  if (!libraries) return null;
  const { SMTPServer, simpleParser } = libraries;
  const caught: Caught[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    onData(stream, { envelope }, done) {
      const to = envelope.rcptTo.map(({ address }) => address).join(", ");
      buffer(stream)
        .then(async (bytes) => keep(to, bytes, await simpleParser(bytes)))
        .then(() => done(), done);
    },
  });
  // A client that vanishes within a mail is no fault of the demo's.
  smtp.on("error", () => {});
  smtp.listen(0, "127.0.0.1");
  await once(smtp.server, "listening");
  const inbox = await openLocalServer((path) => showInbox(caught, path));

  function keep(to: string, source: Buffer, { subject = "", text = "", html }: ParsedMail): void {
    const number = caught.length + 1;
    const mail = { number, to, subject, text, html: html || null, source: source.toString() };
    caught.push(mail);
    onMail(mail);
  }

  return {
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    url: inbox.url,
    close: async () => {
      await inbox.close();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
}

type Libraries = Pick<typeof import("smtp-server"), "SMTPServer"> &
  Pick<typeof import("mailparser"), "simpleParser">;

async function loadLibraries(): Promise<Libraries | null> {
  try {
    const [{ SMTPServer }, { simpleParser }] = await Promise.all([
      import("smtp-server"),
      import("mailparser"),
    ]);
    return { SMTPServer, simpleParser };
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return null;
    throw err;
  }
}
