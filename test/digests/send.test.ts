import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { openParcels } from "#digests/parcel-store.ts";
import { deliveries, deliveryAttempts, deliveryEntries, issues } from "#digests/table.ts";
import { entries } from "#entries/table.ts";
import { subscribers } from "#subscribers/table.ts";
import { addEntry, addReader, addReaders, monday, weekly } from "./invented.ts";
import { type MailRoom, openMailRoom } from "./open-mail-room.ts";

let room: MailRoom;
beforeEach(async () => {
  room = await openMailRoom();
  return () => room.close();
});

describe("a digest on its way", () => {
  test("reaches each reader once, in the reader's language", async () => {
    await readersAndEntries("a", "b");
    await addReader(room.db, "c", { language: "en" });
    await room.freeze();
    expect(await room.turn()).toEqual({ settled: { accepted: 3 }, isUnreachable: false });
    expect(Object.fromEntries(room.mailbox.copies())).toEqual({
      "a@mail.example": 1,
      "b@mail.example": 1,
      "c@mail.example": 1,
    });
    expect(mailTo("a").subject).toBe("港湾防衛週報：11月16日〜22日（2件）");
    expect(mailTo("c").subject).toBe("Harbour Defence Weekly: 16–22 November (2 entries)");
    expect(mailTo("a").text).toMatch(/第2報.*第1報/s);
    expect(await room.issueState()).toBe("done");
    expect(await room.turn()).toEqual({ settled: {}, isUnreachable: false });
    expect(room.mailbox.letters).toHaveLength(3);
  });

  test("has the fields of a list, with a link to leave in one click", async () => {
    await readersAndEntries("a");
    await room.freeze();
    await room.turn();
    const { headers, date, messageId } = mailTo("a");
    expect(Object.fromEntries(headers)).toMatchObject({
      "auto-submitted": "auto-generated",
      precedence: "bulk",
      "content-language": "ja",
      "feedback-id": "weekly-2026-11-23:weekly:digest:archive.example",
    });
    const fields = unfolded(room.mailbox.letters[0]?.bytes).split("\r\n\r\n")[0];
    expect(fields).toMatch(/^List-Id: weekly <weekly\.archive\.example>\r$/im);
    expect(fields).toMatch(
      /^List-Unsubscribe: <https:\/\/archive\.example\/unsubscribe\/[\w.-]+>\r$/im,
    );
    expect(fields).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/im);
    expect(fields).toMatch(/^List-Archive: <https:\/\/archive\.example\/>\r$/im);
    expect(date?.toISOString()).toBe("2026-11-22T22:00:00.000Z");
    const [row] = await room.db.select().from(deliveries);
    expect(messageId).toBe(row?.messageId);
  });

  test("is not sent before an editor approves it", async () => {
    await readersAndEntries("a");
    await room.freeze({ ...weekly, approval: "manual" });
    await room.turn();
    expect(await room.states()).toEqual({ a: "pending" });
    await room.db.update(issues).set({ state: "approved", approvedAt: monday });
    await room.turn();
    expect(await room.states()).toEqual({ a: "accepted" });
  });

  test("stops when it is paused, after a handful of mails, and goes on when resumed", async () => {
    await addEntry(room.db, 1);
    await addReaders(room.db, 60);
    await room.freeze();
    const hold = Promise.withResolvers<void>();
    room.mailbox.fail({ at: "end", waitFor: hold.promise });
    const turn = room.turn();
    await untilState("committing");
    await room.db.update(issues).set({ state: "paused" });
    hold.resolve();
    await turn;
    expect(room.mailbox.letters.length).toBeLessThanOrEqual(20);
    expect((await room.turn()).settled).toEqual({});
    expect(await room.issueState()).toBe("paused");
    await room.db.update(issues).set({ state: "sending" });
    await room.turn();
    expect(await room.issueState()).toBe("done");
    expect(new Set(room.mailbox.copies().values())).toEqual(new Set([1]));
    expect(room.mailbox.letters).toHaveLength(60);
  });

  test("with nothing new for anybody is done without a mail", async () => {
    await addReader(room.db, "a");
    await room.freeze();
    await room.turn();
    expect(await room.issueState()).toBe("done");
    expect(room.mailbox.letters).toEqual([]);
  });

  test("links those of its related entries that are public", async () => {
    await readersAndEntries("a");
    await addEntry(room.db, 3, { state: "withdrawn" });
    await room.db.update(entries).set({ related: ["2612-111801", "2612-111803"] });
    await room.freeze();
    await room.turn();
    expect(mailTo("a").html).toContain('/entries/2612-111801"');
    expect(mailTo("a").html).not.toContain("/entries/2612-111803");
    expect(mailTo("a").text).toContain("【関連記事:2612-111801、2612-111803】");
  });

  test("goes without what was withdrawn, and with what was corrected", async () => {
    await readersAndEntries("a");
    await addReader(room.db, "b", { topics: ["air"] });
    const withdrawn = await addEntry(room.db, 3, { topics: ["air"] });
    await room.freeze();
    await room.db.update(entries).set({ state: "withdrawn" }).where(eq(entries.id, withdrawn));
    await room.db
      .update(entries)
      .set({ title: "訂正した見出し", revision: 2 })
      .where(eq(entries.title, "港の訓練 第1報"));
    await room.turn();
    expect(mailTo("a").text).toContain("訂正した見出し");
    expect(mailTo("a").text).not.toContain("第3報");
    expect(await room.states()).toEqual({ a: "accepted", b: "empty" });
    const held = await room.db.select().from(deliveryEntries).orderBy(deliveryEntries.entryId);
    expect(held.map((row) => [row.revision, row.releasedAt === null])).toEqual([
      [2, true],
      [1, true],
      [1, false],
      [1, false],
    ]);
  });
});

describe("a digest that is late", () => {
  const days = { hours: 49 };

  test("for an outage of the mail server waits for an editor, and then is sent", async () => {
    await readersAndEntries("a");
    await room.freeze();
    room.mailbox.fail({ at: "greeting", drop: true });
    await room.turn();
    room.clock.advance({ hours: 48 });
    await room.turn();
    expect(await room.issueState()).toBe("sending");
    room.clock.advance({ minutes: 2 });
    room.mailbox.fail(null);
    expect((await room.turn()).settled).toEqual({});
    expect(await room.issueState()).toBe("frozen");
    expect(await room.states()).toEqual({ a: "pending" });
    await approve();
    room.clock.advance({ hours: 47 });
    await room.turn();
    expect(await room.issueState()).toBe("done");
    expect(room.mailbox.letters).toHaveLength(1);
  });

  test("because an editor approved it late goes at once", async () => {
    await readersAndEntries("a");
    await room.freeze({ ...weekly, approval: "manual" });
    room.clock.advance(days);
    await approve();
    expect((await room.turn()).settled).toEqual({ accepted: 1 });
  });

  test("but has nothing left to send is done", async () => {
    await readersAndEntries("a");
    await room.freeze();
    await room.db.update(issues).set({ state: "sending" });
    await room.db.update(deliveries).set({ state: "accepted" });
    room.clock.advance(days);
    await room.turn();
    expect(await room.issueState()).toBe("done");
  });

  test("and of a schedule that was dropped waits too", async () => {
    await addEntry(room.db, 1);
    await addReader(room.db, "a", { digests: ["dropped"] });
    await room.freeze({ ...weekly, id: "dropped" });
    room.clock.advance(days);
    await room.turn();
    expect(await room.issueState()).toBe("frozen");
  });
});

test("what a sender gave back after its issue was cancelled is free for the next one", async () => {
  await readersAndEntries("a");
  await room.freeze();
  await room.db.update(issues).set({ state: "cancelled" });
  await room.turn();
  expect(await room.states()).toEqual({ a: "suppressed" });
  expect(await released()).toBe(2);
});

test("who lost the lease neither releases nor revises what the delivery holds", async () => {
  await readersAndEntries("a");
  await room.freeze();
  const held = { state: "claimed" as const, leaseToken: crypto.randomUUID() };
  await room.db.update(deliveries).set(held);
  await room.db.update(entries).set({ state: "withdrawn", revision: 2 });
  const open = (token: string) =>
    openParcels(room.db, [1], { lease: { token, seconds: 60 }, now: monday });
  await open(crypto.randomUUID());
  expect(await released()).toBe(0);
  await open(held.leaseToken);
  expect(await released()).toBe(2);
});

describe("a reader who leaves", () => {
  test("before the sending gets nothing, and the entries are free again", async () => {
    await readersAndEntries("a", "b");
    await room.freeze();
    await leave("a");
    expect((await room.turn()).settled).toEqual({ accepted: 1, suppressed: 1 });
    expect(await room.states()).toEqual({ a: "suppressed", b: "accepted" });
    expect(await released()).toBe(2);
    expect(await room.issueState()).toBe("done");
  });

  test("while the mail is being handed over gets nothing either", async () => {
    await readersAndEntries("a", "b");
    await room.freeze();
    const { transport } = room.sending;
    room.sending.transport = {
      ...transport,
      send: (letter, beforeEnd) =>
        transport.send(letter, async () => {
          if (letter.envelope.to.startsWith("a@")) await leave("a");
          await beforeEnd?.();
        }),
    };
    await room.turn();
    expect(await room.states()).toEqual({ a: "suppressed", b: "accepted" });
    expect([...room.mailbox.copies().keys()]).toEqual(["b@mail.example"]);
    expect(await released()).toBe(2);
  });
});

describe("a server that", () => {
  test("answers 4xx is asked again after 5 minutes, with the identical mail", async () => {
    await readersAndEntries("a");
    await room.freeze();
    const seen: string[] = [];
    const { transport } = room.sending;
    room.sending.transport = {
      ...transport,
      send: (letter, beforeEnd) => {
        seen.push(letter.bytes.toString());
        return transport.send(letter, beforeEnd);
      },
    };
    room.mailbox.fail({ at: "end", answer: 451, text: "4.2.0 later" });
    expect((await room.turn()).settled).toEqual({ deferred: 1 });
    room.mailbox.fail(null);
    room.clock.advance({ minutes: 4, seconds: 59 });
    expect((await room.turn()).settled).toEqual({});
    room.clock.advance({ seconds: 1 });
    expect((await room.turn()).settled).toEqual({ accepted: 1 });
    expect(seen[1]).toBe(seen[0]);
    expect(await attempts()).toMatchObject([
      { attempt: 1, outcome: "deferred", step: "end", code: 451 },
      { attempt: 2, outcome: "accepted", queueId: "M1" },
    ]);
  });

  test("answers 4xx for ever has failed after six tries, and the entries are free again", async () => {
    await readersAndEntries("a");
    await room.freeze();
    room.mailbox.fail({ at: "rcpt", answer: 450, text: "busy" });
    for (const minutes of [0, 5, 15, 60, 240, 720]) {
      expect(await room.states()).not.toEqual({ a: "failed" });
      room.clock.advance({ minutes });
      await room.turn();
    }
    expect(await room.states()).toEqual({ a: "failed" });
    expect(await released()).toBe(2);
  });

  test("answers 5xx has refused one reader only, who gets the entries in the next digest", async () => {
    await readersAndEntries("a", "b");
    await room.freeze();
    room.mailbox.fail((to) =>
      to.startsWith("a@") ? { at: "rcpt", answer: 550, text: "no such user" } : null,
    );
    expect((await room.turn()).settled).toEqual({ failed: 1, accepted: 1 });
    room.mailbox.fail(null);
    room.clock.advance({ hours: 24 * 7 });
    await room.freeze(weekly, monday.add({ hours: 24 * 7 }));
    await room.turn();
    expect(Object.fromEntries(room.mailbox.copies())).toEqual({
      "a@mail.example": 1,
      "b@mail.example": 1,
    });
  });

  test("drops the connection before the end is tried again a minute later", async () => {
    await readersAndEntries("a");
    await room.freeze();
    room.mailbox.fail({ at: "rcpt", drop: true });
    expect(await room.turn()).toMatchObject({ isUnreachable: true });
    expect(await room.states()).toEqual({ a: "pending" });
    room.mailbox.fail(null);
    expect((await room.turn()).settled).toEqual({});
    room.clock.advance({ minutes: 1 });
    expect((await room.turn()).settled).toEqual({ accepted: 1 });
    expect(await attempts()).toMatchObject([
      { attempt: 0, outcome: "unsent" },
      { attempt: 1, outcome: "accepted" },
    ]);
  });

  test("drops it after the end leaves an unknown, which is never sent again", async () => {
    await readersAndEntries("a");
    await room.freeze();
    room.mailbox.fail({ at: "after", drop: true });
    expect((await room.turn()).settled).toEqual({ unknown: 1 });
    room.mailbox.fail(null);
    room.clock.advance({ hours: 24 * 7 });
    await room.freeze(weekly, monday.add({ hours: 24 * 7 }));
    await room.turn();
    expect(room.mailbox.letters).toHaveLength(1);
  });

  test("is not there costs no delivery, and the turn ends early", async () => {
    await readersAndEntries(...Array.from({ length: 30 }, (_, i) => `r${i}`));
    await room.freeze();
    room.mailbox.fail({ at: "greeting", drop: true });
    const turn = await room.turn();
    expect(turn.isUnreachable).toBe(true);
    expect(turn.settled.pending).toBeLessThanOrEqual(4);
    expect(new Set(Object.values(await room.states()))).toEqual(new Set(["pending"]));
  });
});

describe("the sender", () => {
  test("asked to stop lets what is on its way finish and gives the rest back", async () => {
    await readersAndEntries(...Array.from({ length: 30 }, (_, i) => `r${i}`));
    await room.freeze();
    const stop = new AbortController();
    const hold = Promise.withResolvers<void>();
    room.mailbox.fail({ at: "end", waitFor: hold.promise });
    const turn = room.turn(stop.signal);
    await untilState("committing");
    stop.abort();
    hold.resolve();
    const { settled } = await turn;
    expect(settled.accepted).toBeLessThanOrEqual(4);
    const states = Object.values(await room.states());
    expect(states.filter((state) => state === "accepted")).toHaveLength(settled.accepted ?? 0);
    expect(states.filter((state) => state === "pending")).toHaveLength(
      30 - (settled.accepted ?? 0),
    );
    room.mailbox.fail(null);
    await room.turn();
    expect(new Set(room.mailbox.copies().values())).toEqual(new Set([1]));
    expect(room.mailbox.letters).toHaveLength(30);
  });

  test("that lost its lease does not let its mail go", async () => {
    await readersAndEntries("a");
    await room.freeze();
    const { transport } = room.sending;
    room.sending.transport = {
      ...transport,
      send: (letter, beforeEnd) =>
        transport.send(letter, async () => {
          await room.db.update(deliveries).set({ leaseToken: crypto.randomUUID() });
          await beforeEnd?.();
        }),
    };
    expect((await room.turn()).settled).toEqual({});
    expect(room.mailbox.letters).toEqual([]);
    expect(await room.states()).toEqual({ a: "claimed" });
  });

  test.each([
    ["claimed", "accepted", 1],
    ["committing", "unknown", 0],
  ] as const)("finds what a dead one left %s: it is %s", async (left, state, mails) => {
    await readersAndEntries("a");
    await room.freeze();
    await room.db.update(deliveries).set({
      state: left,
      leaseToken: crypto.randomUUID(),
      leaseUntil: Temporal.Instant.from("2020-01-01T00:00:00Z"),
    });
    await room.turn();
    expect(await room.states()).toEqual({ a: state });
    expect(room.mailbox.letters).toHaveLength(mails);
    expect(await attempts()).toMatchObject([{ attempt: 1, outcome: state }]);
    expect(await room.issueState()).toBe("done");
  });

  test("leaves alone what a living one holds", async () => {
    await readersAndEntries("a");
    await room.freeze();
    const leaseUntil = Temporal.Instant.from("2999-01-01T00:00:00Z");
    const held = { leaseToken: crypto.randomUUID(), leaseUntil };
    await room.db.update(deliveries).set({ state: "committing", ...held });
    await room.turn();
    expect(await room.states()).toEqual({ a: "committing" });
    expect(await room.issueState()).toBe("sending");
  });

  test("that cannot compose a mail sends the others and tries that one later", async () => {
    await readersAndEntries("a", "b");
    await room.freeze();
    await room.db
      .update(deliveries)
      .set({ address: "not an address" })
      .where(eq(deliveries.address, "a@mail.example"));
    expect((await room.turn()).settled).toEqual({ deferred: 1, accepted: 1 });
  });
});

async function readersAndEntries(...names: string[]): Promise<void> {
  await addEntry(room.db, 1);
  await addEntry(room.db, 2);
  for (const name of names) await addReader(room.db, name);
}

function mailTo(name: string) {
  const letter = room.mailbox.lettersTo(`${name}@mail.example`)[0];
  if (!letter) throw new Error(`there is no mail to ${name}`);
  return letter.mail;
}

async function approve(): Promise<void> {
  const approved = { approvedAt: room.clock(), approvedBy: "person:1" };
  await room.db.update(issues).set({ state: "approved", ...approved });
}

async function leave(name: string): Promise<void> {
  await room.db
    .update(subscribers)
    .set({ state: "unsubscribed" })
    .where(eq(subscribers.address, `${name}@mail.example`));
}

async function released(): Promise<number> {
  const held = await room.db.select().from(deliveryEntries);
  return held.filter(({ releasedAt }) => releasedAt !== null).length;
}

function attempts() {
  return room.db.select().from(deliveryAttempts).orderBy(deliveryAttempts.id);
}

/** RFC 5322 §2.2.3. */
function unfolded(bytes: Buffer | undefined): string {
  return String(bytes).replace(/\r\n(?=[ \t])/g, "");
}

async function untilState(state: string): Promise<void> {
  while (!Object.values(await room.states()).includes(state));
}
