// A server that has /api/events and nothing else, and hands that do and are told.

import type { AddressInfo, Socket } from "node:net";
import { PassThrough } from "node:stream";
import { sql } from "drizzle-orm";
import { openLog } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import { addAudits } from "#editors/audit.ts";
import { openAuth } from "#editors/auth.ts";
import { addEventRoutes } from "#editors/event-routes.ts";
import { actorFinder } from "#editors/find-actor.ts";
import { addGuard } from "#editors/guard.ts";
import { createKey } from "#editors/keys.ts";
import { createServer } from "#http/server.ts";
import { type EventClient, followEvents } from "../support/event-client.ts";
import { quietLog } from "../support/log.ts";
import { secret } from "./open-desk.ts";

type Pace = NonNullable<Parameters<typeof addEventRoutes>[2]>;

export type EventRoom = {
  url: string;
  /** Whether a client has left so much unread that the server has to wait for it. */
  isWaiting: () => boolean;
  /** The log's lines so far. */
  logged: () => string;
  key: (name?: string) => Promise<{ id: string; key: string }>;
  follow: (options?: { as?: string; lastId?: string; query?: string }) => Promise<EventClient>;
  close: () => Promise<void>;
};

export const at = Temporal.Instant.from("2026-11-24T12:00:00Z");
export const editor = { id: "person:hanako", name: "山田 花子" };

const usual: Pace = { pollMs: 20, seats: 50, seatsEach: 8, beatMs: 15_000, stallMs: 30_000 };

/** Looks more often than a server would, so that tests do not wait. */
export async function openEventRoom(db: Db, pace: Partial<Pace> = {}): Promise<EventRoom> {
  let lines = "";
  const log = openLog({
    level: "info",
    to: new PassThrough().on("data", (line) => (lines += line)),
  });
  const server = createServer(quietLog);
  const url = "http://desk.example";
  const mailing = { sendNotice: async () => {}, archiveTitle: "架空", language: "ja" } as const;
  const auth = openAuth({ db, secret, url, log, ...mailing });
  const findActor = actorFinder({ db, auth, clock: () => at });
  addGuard(server, { findActor, url, rules: { "GET /api/events": "editor" } });
  addEventRoutes(server, { db, log, findActor }, { ...usual, ...pace });
  const sockets: Socket[] = [];
  server.server.on("connection", (socket) => sockets.push(socket));
  await server.listen({ port: 0, host: "127.0.0.1" });
  const { port } = server.server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/api/events`;
  const own = await key();
  const clients: EventClient[] = [];

  return {
    url: address,
    isWaiting: () => sockets.some((socket) => socket.writableNeedDrain),
    logged: () => lines,
    key,
    follow: async ({ as = own.key, lastId, query = "" } = {}) => {
      const client = await followEvents(`${address}${query}`, { as, lastId });
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) client.close();
      await server.close();
    },
  };

  function key(name = "reader"): Promise<{ id: string; key: string }> {
    return createKey(db, { name, role: "editor", by: editor, now: at });
  }
}

/** One act of the editor in a transaction of its own. */
export function act(db: Db, subject: string, after: Record<string, unknown> = {}): Promise<void> {
  return db.transaction((db) =>
    addAudits(db, [{ at, actor: editor, act: "accept", subject, after }]),
  );
}

/** More than the buffers of two sockets hold: fifteen megabytes. */
export async function fillEvents(db: Db): Promise<void> {
  await db.execute(sql`insert into event_counter values (1, 15000)`);
  await db.execute(sql`
    insert into event (number, at, subject, act, after)
    select n, now(), 'stack:1', 'fill', jsonb_build_object('note', repeat('x', 1000))
    from generate_series(1, 15000) n`);
}
