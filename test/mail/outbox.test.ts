import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { composeMessage } from "#mail/message.ts";
import { listOutbox } from "#mail/outbox.ts";
import { openTransport } from "#mail/transport.ts";

async function outbox() {
  const parent = await mkdtemp(join(tmpdir(), "outbox-"));
  onTestFinished(() => rm(parent, { recursive: true }));
  const dir = join(parent, "deep", "outbox");
  return { dir, transport: openTransport({ smtpUrl: null, outboxDir: dir }) };
}

async function letter(name: string, subject: string, date: string) {
  const bytes = await composeMessage({
    from: { name: "瓦版", address: "desk@archive.example" },
    to: { address: "reader@mail.example" },
    subject,
    text: "本文",
    html: null,
    date: Temporal.Instant.from(date),
    messageId: `<${name}@archive.example>`,
    language: "ja",
    headers: {},
    envelopeFrom: "desk@archive.example",
  });
  return { name, bytes, envelope: { from: "desk@archive.example", to: "reader@mail.example" } };
}

test("letters lie in the outbox, the newest first, with their subjects readable", async () => {
  const { dir, transport } = await outbox();
  const long = "山の向こうの町で、長い長い会議がようやく終わったという知らせ（第二報）";
  await transport.send(await letter("one", "Hello", "2026-11-02T00:00:00Z"));
  await transport.send(await letter("three", long, "2026-11-09T00:00:00Z"));
  await transport.send(await letter("two", "二通目", "2026-11-03T00:00:00Z"));
  await writeFile(join(dir, "not one of ours.eml"), "");
  const list = await listOutbox(dir);
  expect(list.map(({ name, to, subject }) => [name, to, subject])).toEqual([
    ["three", "reader@mail.example", long],
    ["two", "reader@mail.example", "二通目"],
    ["one", "reader@mail.example", "Hello"],
  ]);
  expect(list[2]?.date?.toString()).toBe("2026-11-02T00:00:00Z");
  expect(list[2]?.size).toBe((await readFile(list[2]?.file ?? "")).length);
});

test("the same letter written twice is one file, for its owner only", async () => {
  const { dir, transport } = await outbox();
  const twice = await letter("one", "Hello", "2026-11-02T00:00:00Z");
  expect((await transport.send(twice)).kind).toBe("accepted");
  expect((await transport.send(twice)).kind).toBe("accepted");
  expect(await readdir(dir)).toEqual(["one.eml"]);
  expect((await readFile(join(dir, "one.eml"))).equals(twice.bytes)).toBe(true);
  expect((await stat(join(dir, "one.eml"))).mode & 0o777).toBe(0o600);
});

test("there is no letter before it is committed, and none where that fails", async () => {
  const { dir, transport } = await outbox();
  const one = await letter("one", "Hello", "2026-11-02T00:00:00Z");
  const failed = await transport.send(one, async () => {
    expect(await listOutbox(dir)).toEqual([]);
    throw new Error("another worker has the lease");
  });
  expect(failed).toMatchObject({
    kind: "unsent",
    cause: new Error("another worker has the lease"),
  });
  expect(await readdir(dir)).toEqual([]);
});

test.each(["../escape", "a/b", ".hidden", "", "a".repeat(300)])(
  "%j names no letter",
  async (name) => {
    const { dir, transport } = await outbox();
    const one = await letter("one", "Hello", "2026-11-02T00:00:00Z");
    expect((await transport.send({ ...one, name })).kind).toBe("unsent");
    expect(await listOutbox(dir)).toEqual([]);
  },
);

test("an outbox that nobody wrote to is empty", async () => {
  const { dir } = await outbox();
  expect(await listOutbox(dir)).toEqual([]);
});
