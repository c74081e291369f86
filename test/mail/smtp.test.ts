import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { openSmtp, type Smtp } from "#mail/smtp.ts";
import { parseSmtpUrl } from "#mail/smtp-url.ts";
import { type Mailbox, openMailbox } from "../support/mailbox.ts";
import { openScriptedSmtp, type Script } from "./scripted-smtp.ts";

const envelope = { from: "desk@archive.example", to: "reader@mail.example" };
const bytes = Buffer.from(`Subject: hello\r\n\r\n${"words\r\n.dotted\r\n".repeat(4000)}`);
const commit = async (): Promise<void> => {};

/** Lets other things happen on the event loop. */
async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await turn();
}

function smtpFor(url: string, silence = 10_000): Smtp {
  const smtp = openSmtp(parseSmtpUrl(url), { connect: 2000, silence });
  onTestFinished(() => smtp.close());
  return smtp;
}

async function mailbox(options?: Parameters<typeof openMailbox>[0]): Promise<Mailbox> {
  const opened = await openMailbox(options);
  onTestFinished(opened.close);
  return opened;
}

test("a letter arrives byte for byte, and the queue id is kept", async () => {
  const { url, letters } = await mailbox();
  const outcome = await smtpFor(url).sendSmtp(bytes, envelope, commit);
  expect(outcome).toMatchObject({ kind: "accepted", queueId: "M1" });
  expect(letters.map(({ from, to }) => ({ from, to }))).toEqual([envelope]);
  expect(letters[0]?.bytes.equals(bytes)).toBe(true);
});

test("the end of the message waits for the commit", async () => {
  const { url, letters } = await mailbox();
  const gate = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const sending = smtpFor(url).sendSmtp(bytes, envelope, () => {
    asked.resolve();
    return gate.promise;
  });
  await asked.promise;
  await turns(50);
  expect(letters).toHaveLength(0);
  gate.resolve();
  expect((await sending).kind).toBe("accepted");
  expect(letters).toHaveLength(1);
});

test.each([false, true])(
  "a failed commit leaves nothing sent (pipelining %s)",
  async (pipelining) => {
    const server = await openScriptedSmtp({}, { pipelining });
    onTestFinished(server.close);
    const smtp = smtpFor(`${server.url}?pool=1`);
    const cause = new Error("another worker has the lease");
    const failed = await smtp.sendSmtp(bytes, envelope, () => Promise.reject(cause));
    expect(failed).toMatchObject({ kind: "unsent", cause });
    await turns(50);
    expect(server.open()).toBe(0);
    const next = await smtp.sendSmtp(bytes, envelope, commit);
    expect(next.kind).toBe("accepted");
    expect(server.ended()).toBe(1);
  },
);

const refusals: [keyof Script, string, Record<string, unknown>][] = [
  ["mail", "450 4.7.1 slow down", { kind: "deferred", step: "mail", code: 450, enhanced: "4.7.1" }],
  ["mail", "550 5.7.1 not you", { kind: "failed", step: "mail", code: 550, enhanced: "5.7.1" }],
  ["rcpt", "452 4.2.2 full", { kind: "deferred", step: "rcpt", code: 452, enhanced: "4.2.2" }],
  ["rcpt", "550 5.1.1 nobody", { kind: "failed", step: "rcpt", code: 550, enhanced: "5.1.1" }],
  ["rcpt", "421 4.3.2 closing", { kind: "deferred", code: 421 }],
  ["data", "451 no disk", { kind: "deferred", step: "data", code: 451, enhanced: null }],
  ["data", "554 no", { kind: "failed", step: "data", code: 554 }],
  ["end", "451-4.3.0 try\r\n451 4.3.0 later", { kind: "deferred", step: "end", enhanced: "4.3.0" }],
  ["end", "554 5.6.0 spam", { kind: "failed", step: "end", code: 554, reply: "554 5.6.0 spam" }],
  ["end", "421 4.3.2 closing", { kind: "deferred", step: "end", code: 421 }],
  ["body", "552 5.3.4 too large", { kind: "failed", step: "data", code: 552 }],
];
const drops: [keyof Script, string, Record<string, unknown>][] = [
  ["greeting", "drop", { kind: "unsent" }],
  ["greeting", "554 go away", { kind: "unsent", reason: expect.stringContaining("554 go away") }],
  ["mail", "drop", { kind: "unsent" }],
  ["rcpt", "drop", { kind: "unsent" }],
  ["data", "drop", { kind: "unsent" }],
  ["body", "drop", { kind: "unsent" }],
  ["end", "drop", { kind: "unknown" }],
];
const silent: [keyof Script, string, Record<string, unknown>][] = [
  ["mail", "silence", { kind: "unsent" }],
  ["rcpt", "silence", { kind: "unsent" }],
  ["data", "silence", { kind: "unsent" }],
  ["end", "silence", { kind: "unknown" }],
];
const lies: [keyof Script, string, Record<string, unknown>][] = [
  ["body", "250 2.0.0 Ok: queued as LIE", { kind: "unknown" }],
  ["body", "nonsense", { kind: "unsent" }],
  ["end", "nonsense", { kind: "unknown" }],
  ["end", "299", { kind: "accepted", queueId: null }],
  ["end", "354 more", { kind: "unknown" }],
];
const cases = [...refusals, ...drops, ...silent, ...lies].flatMap((row) =>
  [false, true].map((pipelining) => [...row, pipelining] as const),
);

test.each(cases)(
  "%s answered %j is %j (pipelining %s)",
  async (step, reply, expected, pipelining) => {
    const server = await openScriptedSmtp({ [step]: reply }, { pipelining });
    onTestFinished(server.close);
    // While the message is coming in, the commit waits, so that what the server did is seen first.
    const seen = step === "body" ? () => server.answered().then(() => turns(20)) : commit;
    const outcome = await smtpFor(server.url, 200).sendSmtp(bytes, envelope, seen);
    expect(outcome).toMatchObject(expected);
    expect(server.ended()).toBe(step === "end" ? 1 : 0);
  },
);

test("wherever the connection breaks, unsent means that the end never arrived", async () => {
  const whole = bytes.length + bytes.toString().split("\n.").length - 1 + 3;
  const kinds = new Set<string>();
  const near = fc.integer({ min: whole - 40, max: whole + 2 });
  const places = fc.oneof(near, fc.integer({ min: 1, max: whole }));
  const waits = fc.integer({ min: 0, max: 200 });
  await fc.assert(
    fc.asyncProperty(places, fc.boolean(), waits, async (dropAfter, pipelining, wait) => {
      const server = await openScriptedSmtp({ end: "drop" }, { pipelining, dropAfter });
      const smtp = openSmtp(parseSmtpUrl(server.url));
      const outcome = await smtp.sendSmtp(bytes, envelope, () => turns(wait));
      kinds.add(outcome.kind);
      if (outcome.kind === "unsent") expect(server.ended()).toBe(0);
      else expect(outcome.kind).toBe("unknown");
      await Promise.all([smtp.close(), server.close()]);
    }),
    { numRuns: 80 },
  );
  expect([...kinds].sort()).toEqual(["unknown", "unsent"]);
});

test("the outcome comes only when the commit has settled", async () => {
  const server = await openScriptedSmtp({ body: "drop" });
  onTestFinished(server.close);
  let settled = false;
  const outcome = await smtpFor(server.url).sendSmtp(bytes, envelope, async () => {
    await server.answered();
    await turns(20);
    settled = true;
  });
  expect([outcome.kind, settled]).toEqual(["unsent", true]);
});

test("fifty letters go over as many sessions as the pool holds", async () => {
  const box = await mailbox();
  const smtp = smtpFor(`${box.url}?pool=3`);
  const readers = Array.from({ length: 50 }, (_, n) => `reader${n}@mail.example`);
  const outcomes = await Promise.all(
    readers.map((to) => smtp.sendSmtp(bytes, { ...envelope, to }, commit)),
  );
  expect(outcomes.every(({ kind }) => kind === "accepted")).toBe(true);
  expect(box.copies()).toEqual(new Map(readers.map((to) => [to, 1])));
  expect(box.sessions()).toBe(3);
});

test("a session that the server ended while it lay idle is replaced without a word", async () => {
  const box = await mailbox();
  const smtp = smtpFor(`${box.url}?pool=1`);
  await smtp.sendSmtp(bytes, envelope, commit);
  box.dropSessions();
  expect((await smtp.sendSmtp(bytes, envelope, commit)).kind).toBe("accepted");
  expect([box.sessions(), box.letters.length]).toEqual([2, 2]);
});

test("one reader refused does not disturb the next", async () => {
  const box = await mailbox();
  box.fail((to) => (to.startsWith("gone") ? { at: "rcpt", answer: 550, text: "5.1.1 no" } : null));
  const smtp = smtpFor(`${box.url}?pool=1`);
  const gone = await smtp.sendSmtp(bytes, { ...envelope, to: "gone@mail.example" }, commit);
  expect(gone).toMatchObject({ kind: "failed", step: "rcpt", code: 550 });
  expect((await smtp.sendSmtp(bytes, envelope, commit)).kind).toBe("accepted");
});

test("a letter larger than the server takes has failed", async () => {
  const { url, letters } = await mailbox({ size: 1000 });
  const outcome = await smtpFor(url).sendSmtp(bytes, envelope, commit);
  expect(outcome).toMatchObject({ kind: "failed", code: 552 });
  expect(letters).toHaveLength(0);
});

test("a server that takes its time is waited for", async () => {
  const box = await mailbox();
  const gate = Promise.withResolvers<void>();
  box.fail({ at: "end", waitFor: gate.promise });
  const sending = smtpFor(box.url).sendSmtp(bytes, envelope, async () => {
    setImmediate(gate.resolve);
  });
  expect((await sending).kind).toBe("accepted");
});

test("nobody listening is unsent", async () => {
  const { url, close } = await openMailbox();
  await close();
  const outcome = await smtpFor(url).sendSmtp(bytes, envelope, commit);
  expect(outcome).toMatchObject({ kind: "unsent", reason: expect.stringMatching(/ECONNREFUSED/) });
});

test("closing finishes what is being sent, refuses the rest and says goodbye", async () => {
  const server = await openScriptedSmtp({});
  onTestFinished(server.close);
  const smtp = openSmtp(parseSmtpUrl(`${server.url}?pool=1`));
  const gate = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const first = smtp.sendSmtp(bytes, envelope, () => {
    asked.resolve();
    return gate.promise;
  });
  const second = smtp.sendSmtp(bytes, envelope, commit);
  await asked.promise;
  const closing = smtp.close();
  gate.resolve();
  await closing;
  expect([(await first).kind, (await second).kind]).toEqual(["accepted", "unsent"]);
  expect([server.ended(), server.quits()]).toEqual([1, 1]);
});

test("the server is told who we are; a wrong password is no fault of the letter", async () => {
  const { url, letters } = await mailbox({
    authOptional: false,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _, done) =>
      password === "p%ss@" ? done(null, { user: username }) : done(new Error("5.7.8 wrong")),
  });
  const as = (userinfo: string): string => url.replace("//", `//${userinfo}@`);
  const right = await smtpFor(as("desk:p%25ss%40")).sendSmtp(bytes, envelope, commit);
  expect(right.kind).toBe("accepted");
  const wrong = await smtpFor(as("desk:secret")).sendSmtp(bytes, envelope, commit);
  expect(wrong).toMatchObject({ kind: "unsent", reason: expect.stringContaining("535") });
  expect(JSON.stringify(wrong)).not.toContain("secret");
  expect(letters).toHaveLength(1);
});

test("STARTTLS is used where offered, and a certificate nobody vouches for stops it", async () => {
  const { url, letters } = await mailbox({ disabledCommands: ["AUTH"] });
  expect((await smtpFor(url).sendSmtp(bytes, envelope, commit)).kind).toBe("unsent");
  const plain = await smtpFor(`${url}?starttls=never`).sendSmtp(bytes, envelope, commit);
  expect([plain.kind, letters.length]).toEqual(["accepted", 1]);
});

test("where STARTTLS is required and not offered, nothing is sent", async () => {
  const { url } = await mailbox();
  const outcome = await smtpFor(`${url}?starttls=required`).sendSmtp(bytes, envelope, commit);
  expect(outcome.kind).toBe("unsent");
});
