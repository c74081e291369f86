import { beforeEach, expect, test } from "vitest";
import { digestJobs } from "#digests/jobs.ts";
import { startScheduler } from "#jobs/schedule.ts";
import { quietLog } from "../support/log.ts";
import { addEntry, addReader, monday } from "./invented.ts";
import { type MailRoom, openMailRoom } from "./open-mail-room.ts";

let room: MailRoom;
beforeEach(async () => {
  room = await openMailRoom();
  return () => room.close();
});

test("on Monday morning the week's digest goes out, once", async () => {
  await addEntry(room.db, 1);
  await addReader(room.db, "a");
  const { slots, ticks } = digestJobs(room.sending, new AbortController().signal);
  room.clock.set(monday.subtract({ hours: 1 }).toString());
  const { db, clock } = room;
  const scheduler = await startScheduler({ db, clock, log: quietLog }, { slots, ticks: [] });
  await ticks[0]?.run();
  expect(room.mailbox.letters).toEqual([]);
  for (const minutes of [60, 1, 5]) {
    room.clock.advance({ minutes });
    await scheduler.runDue();
    await ticks[0]?.run();
  }
  expect(room.mailbox.letters.map(({ to }) => to)).toEqual(["a@mail.example"]);
  await scheduler.stop();
});

test("a server that is not there is left alone for a minute", async () => {
  await addEntry(room.db, 1);
  await addReader(room.db, "a");
  await room.freeze();
  const [send] = digestJobs(room.sending, new AbortController().signal).ticks;
  room.mailbox.fail({ at: "greeting", drop: true });
  await send?.run();
  const sessions = room.mailbox.sessions();
  expect(sessions).toBeGreaterThan(0);
  room.mailbox.fail(null);
  room.clock.advance({ seconds: 59 });
  await send?.run();
  expect(room.mailbox.sessions()).toBe(sessions);
  room.clock.advance({ seconds: 1 });
  await send?.run();
  expect(room.mailbox.letters).toHaveLength(1);
});

test("after the signal to stop nothing is begun", async () => {
  await addEntry(room.db, 1);
  await addReader(room.db, "a");
  await room.freeze();
  const stop = new AbortController();
  stop.abort();
  await digestJobs(room.sending, stop.signal).ticks[0]?.run();
  expect(room.mailbox.sessions()).toBe(0);
});
