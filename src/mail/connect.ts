// One SMTP session: greeting, EHLO, STARTTLS, AUTH.

import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { SmtpAddress } from "./smtp-url.ts";

export type Connection = SMTPConnection;

/** Milliseconds. */
export type Timeouts = {
  /** From the DNS look-up to the end of STARTTLS. */
  connect: number;
  /** Silence of the server; RFC 5321 §4.5.3.2.6 gives the end of a message ten minutes. */
  silence: number;
};

export const defaultTimeouts: Timeouts = { connect: 30_000, silence: 600_000 };

/** Opens a session, ready for MAIL. Rejects with an Error that never holds the credentials. */
export async function connect(address: SmtpAddress, timeouts: Timeouts): Promise<Connection> {
  const connection = new SMTPConnection({
    host: address.host,
    port: address.port,
    secure: address.secure,
    requireTLS: address.starttls === "required" && !address.secure,
    ignoreTLS: address.starttls === "never",
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    socketTimeout: timeouts.silence,
    // close() then destroys the socket at once: nothing may follow a failed commit.
    socketCloseTimeout: 0,
  });
  // Without a listener a connection dropped while idle would end the process.
  connection.on("error", () => {});
  try {
    await step(connection, (done) => connection.connect(done));
    const { credentials } = address;
    if (credentials) await step(connection, (done) => connection.login({ ...credentials }, done));
  } catch (err) {
    connection.close();
    throw err;
  }
  return connection;
}

/** Says goodbye; a server that does not answer QUIT within a second is left. */
export async function disconnect(connection: Connection): Promise<void> {
  if (connection.destroyed) return;
  const ended = new Promise<void>((resolve) => connection.once("end", resolve));
  const timer = setTimeout(() => connection.close(), 1000);
  connection.quit();
  await ended;
  clearTimeout(timer);
}

/** smtp-connection answers by callback, by "error" or, where it was closed, by "end" alone. */
function step(
  connection: Connection,
  start: (done: (err?: Error | null) => void) => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const ended = (): void => reject(new Error("the server closed the connection"));
  connection.once("error", reject);
  connection.once("end", ended);
  start((err) => (err ? reject(err) : resolve()));
  return promise.finally(() => {
    connection.off("error", reject);
    connection.off("end", ended);
  });
}
