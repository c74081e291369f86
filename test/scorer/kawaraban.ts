// Our own reader: the whole archive on the suite's database.

import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { gather } from "#candidates/gather.ts";
import { type Db, rows } from "#db/types.ts";
import type { SourceSpec } from "#sources/spec.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { onServer, openTestDatabase } from "../support/database.ts";
import type { OpenReader, Reader, Subject } from "./world.ts";

export const kawaraban: OpenReader = async (subjects, clock) => {
  const db = await openTestDatabase();
  const sources = subjects.map(({ url, ...subject }) => sourceAt(subject, url));
  const start = (more: readonly Partial<SourceSpec>[] = []): Promise<TestApp> => {
    sources.push(...more);
    return startTestApp(db, { clock, sources });
  };
  return readerOf(db, await start(), start);
};

async function readerOf(
  db: Db,
  first: TestApp,
  start: (more?: readonly Partial<SourceSpec>[]) => Promise<TestApp>,
  ownsApp = true,
): Promise<Reader> {
  let app = first;
  let closing: Promise<void> | undefined;
  const as = await app.key("editor");
  const get = async (path: string): Promise<Record<string, unknown>> =>
    (await app.call("GET", path, { as })).json;
  return {
    poll: async () => {
      await gather(app.parts.gather);
      await quiet(db);
    },
    nextAt: () => nextPoll(db),
    refresh: async (id) => {
      const { status } = await app.call("POST", `/api/sources/${id}/poll`, { as });
      if (status !== 200) throw new Error(`polling ${id} by hand was answered ${status}`);
    },
    discover: async (subject, url) => {
      const { status } = await app.call("POST", "/api/sources/discover", { as, body: { url } });
      if (status !== 200) throw new Error(`discovery was answered ${status}`);
      await app.close();
      app = await start([sourceAt(subject, url)]);
    },
    restart: async () => {
      await app.close();
      app = await start();
    },
    twin: async () =>
      onServer()
        ? { reader: await readerOf(db, await start(), start), note: "two apps on one PostgreSQL" }
        : {
            reader: await readerOf(db, app, start, false),
            note: "two loops on one PGlite: two apps need PostgreSQL",
          },
    titles: async (id) => {
      const { items } = await get(`/api/candidates?source=${id}`);
      return (items as { title: string }[]).map(({ title }) => title);
    },
    told: async (id) => {
      const { next_poll_at: at, why_then: why } = await get(`/api/sources/${id}`);
      return { nextAt: at === null ? null : Temporal.Instant.from(String(at)), why: String(why) };
    },
    close: async () => {
      closing ??= ownsApp ? app.close() : Promise.resolve();
      await closing;
    },
  };
}

function sourceAt({ path: _, ...spec }: Subject, url: string): Partial<SourceSpec> {
  return { ...spec, address: [url] };
}

/** The app's own scheduler polls too: what it has begun is waited for. */
async function quiet(db: Db): Promise<void> {
  const until = performance.now() + 5_000;
  for (;;) {
    const held = await rows(db, sql`select 1 from poll_state where lease_until is not null`);
    if (held.length === 0 || performance.now() > until) return;
    await delay(5);
  }
}

async function nextPoll(db: Db): Promise<Temporal.Instant | null> {
  const [found] = await rows<{ at: string | null }>(
    db,
    sql`select to_char(min(greatest(due_at, next_slot_at, lease_until)) at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from host where due_at is not null`,
  );
  return found?.at ? Temporal.Instant.from(found.at) : null;
}
