// A message and its bytes. The same Message gives the same bytes every time, so that a letter sent
// again after a doubt is the same letter.

import MailComposer from "nodemailer/lib/mail-composer";
import { foldLines } from "nodemailer/lib/mime-funcs";
import { oneLine } from "#base/text.ts";
import { parseAddress } from "./addresses.ts";
import type { Signer } from "./dkim.ts";
import { encodeWords } from "./encoded-words.ts";
import { flowText } from "./flow-text.ts";
import { formatMailDate } from "./mail-date.ts";
import { boundaryOf } from "./message-id.ts";

export type Message = {
  from: { name: string; address: string };
  to: { address: string };
  subject: string;
  text: string;
  html: string | null;
  date: Temporal.Instant;
  /** With its angle brackets, as `messageId` gives it. */
  messageId: string;
  /** Content-Language (RFC 3282), such as ja. */
  language: string;
  /** Further fields, such as `listHeaders`, Auto-Submitted, Precedence: printable ASCII only. */
  headers: Readonly<Record<string, string>>;
  /** Where bounces go: the MAIL address, not a field of the message. */
  envelopeFrom: string;
};

/**
 * The message as RFC 5322 and MIME, CRLF throughout, signed where there is a signer. The subject
 * and the sender's name lose their control characters; in any other field they are an Error, as is
 * an address that `parseAddress` does not take.
 */
export async function composeMessage(
  message: Message,
  sign: Signer | null = null,
): Promise<Buffer> {
  const composed = new MailComposer({
    headers: checkedFields({ "Content-Language": message.language, ...message.headers }),
    date: formatMailDate(message.date),
    messageId: checkedField("Message-ID", message.messageId),
    alternatives: alternatives(message),
    baseBoundary: boundaryOf(message.messageId),
    disableUrlAccess: true,
    disableFileAccess: true,
  });
  const bytes = Buffer.concat([addressFields(message), await composed.compile().build()]);
  return sign ? sign(bytes) : bytes;
}

/** Not left to nodemailer: it cuts a name into encoded words of ten kanji. */
function addressFields({ from, to, subject }: Message): Buffer {
  const fields = [
    `From: ${phrase(from.name)}<${mailbox(from.address)}>`,
    `To: ${mailbox(to.address)}`,
    foldLines(`Subject: ${words(subject)}`),
  ];
  return Buffer.from(`${fields.join("\r\n")}\r\n`);
}

function phrase(name: string): string {
  const clean = oneLine(name);
  if (!clean) return "";
  return `${/^[\w -]{1,60}$/.test(clean) ? clean : encodeWords(clean)} `;
}

/** ASCII stays as it is, unless it would read as an encoded word or have no place to fold at. */
function words(text: string): string {
  const clean = oneLine(text);
  return /^(?!.*(?:=\?|\S{61}))[ -~]*$/.test(clean) ? clean : encodeWords(clean);
}

function mailbox(text: string): string {
  const address = parseAddress(text);
  if (!address) throw new Error("a mail address is not one that mail can be sent to");
  return address;
}

function checkedFields(fields: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(fields)) checkedField(name, value);
  return fields;
}

function checkedField(name: string, value: string): string {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw new Error(`${name} is not a field name`);
  if (!/^[ -~]+$/.test(value)) throw new Error(`the field ${name} must be printable ASCII`);
  return value;
}

/**
 * All parts go in as `alternatives`: for `text` and `html` nodemailer overrides the content type.
 * And it reads `encoding: "base64"` as "already encoded", so `contentTransferEncoding` it is.
 */
function alternatives({ text, html }: Message): MailComposer.Options["alternatives"] {
  const plain = part(
    "text/plain; charset=utf-8; format=flowed; delsp=yes",
    `${flowText(text)}\r\n`,
  );
  return html === null ? [plain] : [plain, part("text/html; charset=utf-8", html)];
}

function part(contentType: string, content: string) {
  return { contentType, content: Buffer.from(content), contentTransferEncoding: "base64" };
}
