import { expect, onTestFinished, test } from "vitest";
import { parseSmtpUrl } from "#mail/smtp-url.ts";
import { openTransport } from "#mail/transport.ts";
import { openMailbox } from "../support/mailbox.ts";

const outboxDir = "./data/outbox";

test.each([
  [null, "the outbox at ./data/outbox"],
  ["smtp://desk:secret@mail.example", "smtp://mail.example:587"],
  ["smtps://desk:secret@mail.example?pool=2", "smtps://mail.example:465"],
  ["smtp://[::1]:2525", "smtp://[::1]:2525"],
])("%s is described without its credentials", (smtpUrl, words) => {
  expect(openTransport({ smtpUrl, outboxDir }).describe()).toBe(words);
});

test.each([
  ["smtp://mail.example", { port: 587, secure: false, starttls: "offered", pool: 5 }],
  ["smtps://mail.example", { port: 465, secure: true }],
  ["smtp://a:b@mail.example", { starttls: "required", credentials: { user: "a", pass: "b" } }],
  ["smtp://a:b@127.0.0.1", { starttls: "offered" }],
  ["smtp://a:b@mail.example?starttls=never", { starttls: "never" }],
  ["smtp://a%40b:p%25@mail.example", { credentials: { user: "a@b", pass: "p%" } }],
  ["smtp://[2001:db8::1]:25?pool=20", { host: "2001:db8::1", port: 25, pool: 20 }],
])("%s is understood", (text, parts) => {
  expect(parseSmtpUrl(text)).toMatchObject(parts);
});

test.each([
  ["mail.example:587", /must look like/],
  ["http://mail.example", /must look like/],
  ["smtp://", /must look like/],
  ["smtp://mail.example?pool=0", /pool must be a whole number from 1 to 50/],
  ["smtp://mail.example?pool=many", /pool must be/],
  ["smtp://mail.example?starttls=maybe", /offered, required or never/],
  ["smtp://a:secret%zz@mail.example", /%25/],
])("%s is refused with what would be right", (text, words) => {
  expect(() => parseSmtpUrl(text)).toThrow(words);
  expect(() => parseSmtpUrl(text)).not.toThrow(/secret/);
});

test("a letter goes through the server that SMTP_URL names", async () => {
  const box = await openMailbox();
  onTestFinished(box.close);
  const transport = openTransport({ smtpUrl: box.url, outboxDir });
  onTestFinished(transport.close);
  const envelope = { from: "desk@archive.example", to: "reader@mail.example" };
  const bytes = Buffer.from("Subject: hello\r\n\r\nwords\r\n");
  expect((await transport.send({ name: "one", bytes, envelope })).kind).toBe("accepted");
  expect(box.lettersTo("reader@mail.example")[0]?.mail.subject).toBe("hello");
});
