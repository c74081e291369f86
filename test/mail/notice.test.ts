import { expect, onTestFinished, test } from "vitest";
import { Problem } from "#base/problem.ts";
import { openMailer } from "#mail/notice.ts";
import { openTransport } from "#mail/transport.ts";
import { quietLog } from "../support/log.ts";
import { openMailbox } from "../support/mailbox.ts";

async function mailer() {
  const box = await openMailbox();
  onTestFinished(box.close);
  const transport = openTransport({ smtpUrl: box.url, outboxDir: "unused" });
  onTestFinished(transport.close);
  const clock = () => Temporal.Instant.from("2026-11-03T21:05:09Z");
  const from = { name: "瓦版", address: "desk@archive.example" };
  return { box, ...openMailer({ transport, from, clock, log: quietLog }) };
}

const notice = {
  to: "reader@mail.example",
  subject: "購読の確認",
  text: "次のリンクを開いてください。\nhttps://archive.example/confirm/abc",
  html: "<p>次のリンクを開いてください。</p>",
  language: "ja",
};

test("a confirmation arrives, and asks machines not to answer it", async () => {
  const { box, sendNotice } = await mailer();
  await sendNotice(notice);
  const [letter] = box.lettersTo("reader@mail.example");
  expect(letter?.mail).toMatchObject({ subject: notice.subject, html: notice.html });
  expect(letter?.mail.text?.trimEnd()).toBe(notice.text);
  expect(letter?.mail.headers.get("auto-submitted")).toBe("auto-generated");
  expect(letter?.from).toBe("desk@archive.example");
});

test("two notices never have the same Message-ID", async () => {
  const { box, sendNotice } = await mailer();
  await Promise.all([sendNotice(notice), sendNotice(notice)]);
  expect(new Set(box.letters.map(({ mail }) => mail.messageId)).size).toBe(2);
});

test.each([
  { at: "rcpt", answer: 550, text: "5.1.1 nobody" },
  { at: "end", answer: 451, text: "4.3.0 later" },
  { at: "after", drop: true },
] as const)(
  "a notice that was not accepted is a problem for the one who asked: %j",
  async (fault) => {
    const { box, sendNotice } = await mailer();
    box.fail(fault);
    await expect(sendNotice(notice)).rejects.toMatchObject({
      type: "mail-unavailable",
      status: 503,
    });
  },
);

test("what is no address is told so", async () => {
  const { sendNotice } = await mailer();
  const sent = sendNotice({ ...notice, to: "reader@mail.example\r\nBcc: x@mail.example" });
  await expect(sent).rejects.toThrow(Problem);
  await expect(sent).rejects.toMatchObject({ type: "invalid-input" });
});
