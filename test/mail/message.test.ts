import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { openSigner } from "#mail/dkim.ts";
import { listHeaders } from "#mail/list-headers.ts";
import { composeMessage, type Message } from "#mail/message.ts";
import { messageId } from "#mail/message-id.ts";

const list = listHeaders({
  listId: { phrase: "Weekly", id: "weekly.archive.example" },
  unsubscribeUrl: `https://archive.example/unsubscribe/${"t".repeat(60)}`,
  unsubscribeMailto: "leave@archive.example",
  archiveUrl: "https://archive.example/digests/",
  helpUrl: "https://archive.example/about",
});
const message: Message = {
  from: { name: "瓦版の要約だより編集部一同", address: "desk@archive.example" },
  to: { address: "reader@mail.example" },
  subject: "今週の要約：日米の動き 12件",
  text: `${"港の新しい桟橋が完成し、式典が開かれた。".repeat(8)}\n\n> 引用\nhttps://archive.example/entries/2508-072416`,
  html: `<p lang="ja">${"港の新しい桟橋が完成した。".repeat(3000)}</p>`,
  date: Temporal.Instant.from("2026-11-03T21:05:09Z"),
  messageId: "<d.2611.abcdefghij@archive.example>",
  language: "ja",
  headers: { ...list, "Auto-Submitted": "auto-generated", Precedence: "bulk" },
  envelopeFrom: "b+17@archive.example",
};

test("a reader's program gets back what was written", async () => {
  const mail = await simpleParser(await composeMessage(message));
  expect(mail.from?.value).toEqual([message.from]);
  expect(mail.to).toMatchObject({ value: [message.to] });
  expect(mail.subject).toBe(message.subject);
  expect(mail.text?.trimEnd()).toBe(message.text);
  expect(mail.html).toBe(message.html);
  expect(mail.date?.toISOString()).toBe("2026-11-03T21:05:09.000Z");
  expect(mail.messageId).toBe(message.messageId);
  expect(mail.headers.get("content-language")).toBe("ja");
  expect(mail.headers.get("precedence")).toBe("bulk");
});

test("both parts are base64 with their types as they should be", async () => {
  const source = (await composeMessage(message)).toString("latin1");
  expect(source).toContain("Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes");
  expect(source).toContain("Content-Type: text/html; charset=utf-8");
  expect(source.match(/^Content-Transfer-Encoding: base64\r$/gm)).toHaveLength(2);
  expect(source).not.toMatch(/[^\x20-\x7e\r\n]|[^\r]\n|\r[^\n]/);
  expect(Math.max(...source.split("\r\n").map((line) => line.length))).toBeLessThan(250);
});

test("a name of up to fifteen kanji is one encoded word", async () => {
  const source = (await composeMessage(message)).toString("latin1");
  expect(source).toMatch(/^From: =\?UTF-8\?B\?[\w+/=]+\?= <desk@archive\.example>\r$/m);
});

test("the fields of a list stand as the standards write them", async () => {
  const source = (await composeMessage(message)).toString("latin1").replace(/\r\n /g, " ");
  expect(source).toMatch(/^List-ID: Weekly <weekly\.archive\.example>\r$/m);
  expect(source).toMatch(/^List-Unsubscribe: <https:[^ ]+>, <mailto:leave@archive\.example>\r$/m);
  expect(source).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  expect(source).toMatch(/^List-Archive: <https:\/\/archive\.example\/digests\/>\r$/m);
  const japanese = { phrase: "週刊", id: "weekly.archive.example" };
  const bare = listHeaders({ ...listOf(japanese), unsubscribeMailto: null });
  expect(bare["List-Id"]).toBe("<weekly.archive.example>");
  expect(bare["List-Unsubscribe"]).toBe("<https://archive.example/u>");
});

function listOf(listId: { phrase: string; id: string }) {
  const [unsubscribeUrl, archiveUrl] = ["https://archive.example/u", "https://archive.example/"];
  return { listId, unsubscribeUrl, unsubscribeMailto: null, archiveUrl, helpUrl: archiveUrl };
}

test("the same message is the same bytes, and another message has another boundary", async () => {
  const bytes = await composeMessage(message);
  expect((await composeMessage(copyOf(message))).equals(bytes)).toBe(true);
  const other = await composeMessage({ ...message, messageId: "<other@archive.example>" });
  expect(boundary(other)).not.toBe(boundary(bytes));
});

function copyOf(message: Message): Message {
  return { ...message, headers: { ...message.headers }, from: { ...message.from } };
}

function boundary(bytes: Buffer): string | undefined {
  return /boundary="([^"]+)"/.exec(bytes.toString("latin1"))?.[1];
}

test("a message without HTML is one part of text", async () => {
  const source = (await composeMessage({ ...message, html: null, text: "" })).toString("latin1");
  expect(source).toContain("Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes");
  expect(source).not.toContain("multipart");
});

test.each([
  "Weekly digest: 12 entries on the two capitals, a new bridge and three harbours, in three languages",
  "A".repeat(1500),
  "=?UTF-8?B?QQ==?= is not decoded",
  "港湾の整備".repeat(60),
])("the subject %j comes back, on lines that every server takes", async (subject) => {
  const bytes = await composeMessage({
    ...message,
    html: null,
    subject,
    from: { ...message.from, name: subject },
  });
  const mail = await simpleParser(bytes);
  expect([mail.subject, mail.from?.value[0]?.name]).toEqual([subject, subject]);
  for (const line of bytes.toString("latin1").split("\r\n")) expect(line.length).toBeLessThan(150);
});

test("whatever the subject and the name hold, they come back and add no field", async () => {
  const anything = fc.string({ unit: "grapheme", maxLength: 80 });
  const names = (await fields(message)).sort();
  await fc.assert(
    fc.asyncProperty(anything, anything, fc.boolean(), async (subject, name, attack) => {
      const tail = attack ? "\r\nBcc: all@mail.example\r\n\r\nbody" : "";
      const from = { ...message.from, name: name + tail };
      const hostile = { ...message, html: null, subject: subject + tail, from };
      expect((await fields(hostile)).sort()).toEqual(names.filter((name) => name !== "mime"));
      const mail = await simpleParser(await composeMessage(hostile));
      expect(mail.subject ?? "").toBe(folded(hostile.subject));
      expect(mail.from?.value[0]?.name).toBe(folded(from.name));
    }),
    { numRuns: 200 },
  );
});

function folded(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\0-\x08\v\f\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g, "")
    .replace(/\s+/gu, " ")
    .trim();
}

/** The names of the fields, but for those that depend on the number of parts. */
async function fields(message: Message): Promise<string[]> {
  const head = (await composeMessage(message)).toString("latin1").split("\r\n\r\n")[0] ?? "";
  const names = [...head.matchAll(/^([^\s:]+):/gm)].map(([, name = ""]) => name.toLowerCase());
  return names.filter((name) => name !== "content-transfer-encoding");
}

test.each([
  ["a field's value", { headers: { "Feedback-ID": "a\r\nBcc: x@mail.example" } }],
  ["a field's name", { headers: { "X\r\nBcc": "x@mail.example" } }],
  ["a field that is not ASCII", { headers: { "X-Note": "瓦版" } }],
  ["the language", { language: "ja\r\nBcc: x@mail.example" }],
  ["the Message-ID", { messageId: "<a@b>\r\nBcc: x@mail.example" }],
  ["the reader's address", { to: { address: "a@mail.example>\r\nBcc: <x@mail.example" } }],
  ["two addresses", { to: { address: "a@mail.example, b@mail.example" } }],
  [
    "our address",
    { from: { name: "Desk", address: "desk@archive.example\n" + "Bcc: x@a.example" } },
  ],
])("%s cannot bring in another field", async (_, change) => {
  await expect(composeMessage({ ...message, ...change })).rejects.toThrow();
});

test("a Message-ID is the same for the same delivery and tells nobody whose it is", () => {
  const of = (secret: string, delivery: string): string =>
    messageId(secret, { issue: "weekly-2026-11-02", delivery }, "archive.example");
  expect(of("s", "17")).toMatch(/^<d\.weekly-2026-11-02\.[a-z2-7]{20}@archive\.example>$/);
  expect(of("s", "17")).toBe(of("s", "17"));
  expect(new Set([of("s", "17"), of("s", "18"), of("t", "17")]).size).toBe(3);
});

test("a signature covers both fields of one-click unsubscribing and leaves the rest alone", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const sign = openSigner({ domain: "archive.example", selector: "k1", privateKey: pem });
  const plain = await composeMessage(message);
  const signed = await composeMessage(message, sign);
  expect(signed.subarray(signed.length - plain.length).equals(plain)).toBe(true);
  const field = signed.toString("latin1", 0, signed.length - plain.length).replace(/\r\n\s+/g, "");
  expect(field).toMatch(/^DKIM-Signature: .*a=rsa-sha256;.*d=archive\.example;.*s=k1;.*b=.{300}/);
  expect(field).toMatch(/h=[^;]*:list-unsubscribe:list-unsubscribe-post[:;]/);
  expect((await composeMessage(message, sign)).equals(signed)).toBe(true);
});

test.each([
  ["an Ed25519 key", generateKeyPairSync("ed25519").privateKey, /ed25519; an RSA key is needed/],
  ["a short key", generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey, /2048/],
])("%s is refused when it is opened, not left unsigned", (_, key, words) => {
  const privateKey = key.export({ type: "pkcs8", format: "pem" }).toString();
  expect(() => openSigner({ domain: "a.example", selector: "k", privateKey })).toThrow(words);
});
