import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { Problem } from "#base/problem.ts";
import { unsubscribeUrl } from "#subscribers/links.ts";
import { subscribers } from "#subscribers/table.ts";
import { linkIn, openReadingRoom, type ReadingRoom } from "./open-reading-room.ts";

let room: ReadingRoom;
beforeEach(async () => {
  room = await openReadingRoom();
});

const address = "reader@mail.example";

describe("asking for a digest", () => {
  test("sends a mail with a link, in the reader's language, and nothing is confirmed yet", async () => {
    const reply = await room.ask({ address, language: "en", digests: ["weekly"] });
    expect(reply.statusCode).toBe(202);
    expect(room.mails).toEqual([
      expect.objectContaining({
        to: address,
        language: "en",
        subject: expect.stringContaining("Confirm"),
      }),
    ]);
    expect(room.mails[0]?.text).toContain("The week");
    expect(room.mails[0]?.text).not.toContain("日報");
    expect((await room.rows())[0]).toMatchObject({ state: "pending", digests: ["weekly"] });
  });

  test("without wishes is for all digests, all topics, in the archive's language", async () => {
    await room.ask({ address });
    const all = { digests: ["weekly", "daily"], topics: [], language: "ja" };
    expect((await room.rows())[0]).toMatchObject(all);
  });

  test("twice on one day sends one mail, and the first wishes stand", async () => {
    await room.ask({ address, digests: ["weekly"] });
    room.clock.advance({ hours: 23, minutes: 59 });
    await room.ask({ address: "Reader@Mail.Example", digests: ["daily"] });
    expect(room.mails).toHaveLength(1);
    expect(await room.rows()).toMatchObject([{ digests: ["weekly"] }]);
    room.clock.advance({ minutes: 1 });
    await room.ask({ address, digests: ["daily"] });
    expect(room.mails).toHaveLength(2);
    expect(await room.rows()).toMatchObject([{ digests: ["daily"] }]);
  });

  test("at the same moment from ten places sends one mail", async () => {
    await Promise.all(Array.from({ length: 10 }, () => room.ask({ address })));
    expect(room.mails).toHaveLength(1);
  });

  test("is answered alike for an unknown, a waiting, a confirmed and a suppressed reader", async () => {
    const answers = [await room.ask({ address })];
    answers.push(await room.ask({ address }));
    for (const state of ["confirmed", "suppressed", "unsubscribed"] as const) {
      await room.db.update(subscribers).set({ state });
      answers.push(await room.ask({ address }));
    }
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
  });

  test("never mails a suppressed address", async () => {
    await room.ask({ address });
    await room.db.update(subscribers).set({ state: "suppressed", reason: "complaint" });
    room.clock.advance({ hours: 24 * 365 });
    await room.ask({ address });
    expect(room.mails).toHaveLength(1);
    expect(await room.rows()).toMatchObject([{ state: "suppressed", reason: "complaint" }]);
  });

  test("by somebody else changes nothing for a confirmed reader, who is told", async () => {
    await confirmed({ digests: ["weekly"] });
    room.clock.advance({ hours: 24 });
    await room.ask({ address, digests: ["daily"], topics: ["air"] });
    expect(await room.rows()).toMatchObject([
      { state: "confirmed", digests: ["weekly"], topics: [] },
    ]);
    expect(room.mails.at(-1)?.subject).toContain("すでに");
    expect(linkIn(room.mails.at(-1)).pathname).toMatch(/^\/unsubscribe\//);
  });

  test.each([
    [{ address: "nobody" }, "body/address"],
    [{ address: "two@a.example,three@a.example" }, "body/address"],
    [{ address: "a@b.example\r\nBcc: c@d.example" }, "body/address"],
    [{ address, digests: ["hourly"] }, "body/digests"],
    [{ address, topics: ["space"] }, "body/topics"],
    [{ address, digests: [] }, "body/digests"],
    [{ address, language: "fr" }, "body/language"],
  ])("%j is refused at %s, with no mail", async (wish, at) => {
    const reply = await room.ask(wish);
    expect(reply.statusCode).toBe(422);
    expect(reply.json()).toMatchObject({ errors: [{ at }] });
    expect(room.mails).toEqual([]);
    expect(await room.rows()).toEqual([]);
  });

  test("may be repeated at once when the mail could not be sent", async () => {
    room.failMail(new Problem("mail-unavailable", "Not now."));
    expect((await room.ask({ address })).statusCode).toBe(503);
    expect((await room.ask({ address })).statusCode).toBe(202);
    expect(room.mails).toHaveLength(1);
  });
});

describe("confirming", () => {
  test("needs the token of the mail, and may be repeated", async () => {
    await room.ask({ address });
    room.clock.advance({ hours: 1 });
    for (let n = 0; n < 2; n += 1) {
      const reply = await confirm();
      expect(reply.json()).toEqual({ state: "confirmed" });
      room.clock.advance({ hours: 1 });
    }
    const [reader] = await room.rows();
    expect(reader?.confirmedAt?.toString()).toBe("2026-11-24T10:00:00Z");
  });

  test("works for seven days", async () => {
    await room.ask({ address });
    room.clock.advance({ hours: 24 * 7 });
    expect((await confirm()).statusCode).toBe(200);
    await room.db.update(subscribers).set({ state: "pending" });
    room.clock.advance({ seconds: 1 });
    const late = await confirm();
    expect(late.json()).toMatchObject({ type: "/problems/bad-token", status: 400 });
  });

  test.each(["unsubscribed", "suppressed"] as const)(
    "does not bring back a reader who is %s",
    async (state) => {
      await room.ask({ address });
      await room.db.update(subscribers).set({ state });
      expect((await confirm()).statusCode).toBe(400);
      expect(await room.rows()).toMatchObject([{ state }]);
    },
  );
});

describe("leaving", () => {
  test("by API is at once, may be repeated, and lets the reader come back at once", async () => {
    await confirmed();
    const token = await leavingToken();
    for (let n = 0; n < 2; n += 1) {
      const reply = await room.send("/api/subscribers/unsubscribe", { token });
      expect(reply.json()).toEqual({ state: "unsubscribed" });
    }
    expect(await room.rows()).toMatchObject([{ state: "unsubscribed", reason: "by the reader" }]);
    await room.ask({ address });
    await confirm();
    expect(await room.rows()).toMatchObject([{ state: "confirmed", endedAt: null, reason: null }]);
  });

  test("does not make a suppressed reader one who may be asked again", async () => {
    await confirmed();
    await room.db.update(subscribers).set({ state: "suppressed" });
    await room.send("/api/subscribers/unsubscribe", { token: await leavingToken() });
    expect(await room.rows()).toMatchObject([{ state: "suppressed" }]);
  });

  test("needs the reader's own token", async () => {
    await confirmed();
    const token = linkIn(room.mails[0]).searchParams.get("token") ?? "";
    const reply = await room.send("/api/subscribers/unsubscribe", { token });
    expect(reply.statusCode).toBe(400);
    expect(await room.rows()).toMatchObject([{ state: "confirmed" }]);
  });
});

test("subscribers are listed a page at a time, by state", async () => {
  for (const name of ["a", "b", "c"]) await room.ask({ address: `${name}@mail.example` });
  await room.db
    .update(subscribers)
    .set({ state: "confirmed" })
    .where(eq(subscribers.address, "b@mail.example"));
  const first = (await room.get("/api/subscribers?limit=2")).json();
  expect(first.items.map(nameOf)).toEqual(["a", "b"]);
  const second = (await room.get(`/api/subscribers?limit=2&cursor=${first.next}`)).json();
  expect(second).toMatchObject({ items: [{ address: "c@mail.example" }], next: null });
  const pending = (await room.get("/api/subscribers?state=pending&limit=2")).json();
  expect(pending.items.map(nameOf)).toEqual(["a", "c"]);
  expect(pending.next).toBeNull();
});

function nameOf({ address }: { address: string }): string {
  return address.slice(0, 1);
}

async function confirmed(wish: Record<string, unknown> = {}): Promise<void> {
  await room.ask({ address, ...wish });
  await confirm();
}

function confirm() {
  const token = linkIn(room.mails.at(-1)).searchParams.get("token") ?? "";
  return room.send("/api/subscribers/confirm", { token });
}

async function leavingToken(): Promise<string> {
  const [reader] = await room.rows();
  const url = unsubscribeUrl(room.readers, { id: reader?.id ?? "", language: "ja" });
  return new URL(url).pathname.split("/").at(-1) ?? "";
}
