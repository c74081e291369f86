// A server with the subscribers' routes and pages, and what it mailed.

import { html } from "#base/html.ts";
import type { Db } from "#db/types.ts";
import { createServer, type Server } from "#http/server.ts";
import { addSubscriberPages } from "#subscribers/page-routes.ts";
import type { Readers } from "#subscribers/readers.ts";
import { addSubscriberRoutes } from "#subscribers/routes.ts";
import { subscribers } from "#subscribers/table.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { quietLog } from "../support/log.ts";

export type Notice = Parameters<Readers["sendNotice"]>[0];
export type ReadingRoom = {
  db: Db;
  server: Server;
  clock: TestClock;
  mails: Notice[];
  readers: Readers;
  /** Makes the next mail fail. */
  failMail: (err: Error) => void;
  ask: (wish: Record<string, unknown>) => ReturnType<typeof sendJson>;
  send: (path: string, payload: Record<string, unknown>) => ReturnType<typeof sendJson>;
  /** A form as a browser sends it. */
  submit: (path: string, form: string) => ReturnType<typeof sendJson>;
  get: (path: string) => ReturnType<typeof sendJson>;
  /** All rows. */
  rows: () => Promise<(typeof subscribers.$inferSelect)[]>;
};

export async function openReadingRoom(): Promise<ReadingRoom> {
  const db = await openTestDatabase();
  const server = createServer(quietLog);
  const clock = testClock("2026-11-24T09:00:00Z");
  const mails: Notice[] = [];
  let failure: Error | null = null;
  const readers: Readers = {
    db,
    clock,
    secret: "a secret of the tests, long enough to be taken",
    archive: {
      title: "港湾防衛アーカイブ",
      subtitle: "",
      language: "ja",
      timeZone: "Asia/Tokyo",
      url: "https://archive.example",
      tagAuthority: "archive.example,2026",
      author: "瓦版編集部",
      topics: ["harbour", "air"].map((slug) => ({
        slug,
        title: slug,
        page_title: slug,
        keywords: [],
      })),
    },
    digests: [
      { id: "weekly", title: "週報", title_en: "The week" },
      { id: "daily", title: "日報" },
    ],
    sendNotice: async (notice) => {
      const err = failure;
      failure = null;
      if (err) throw err;
      mails.push(notice);
    },
  };
  addSubscriberRoutes(server, readers);
  addSubscriberPages(server, {
    ...readers,
    frame: ({ title, language, body }) =>
      html`<html lang="${language}"><title>${title}</title>${body}</html>`,
  });
  await server.ready();
  return {
    db,
    server,
    clock,
    mails,
    readers,
    failMail: (err) => {
      failure = err;
    },
    ask: (wish) => sendJson(server, "/api/subscribers", wish),
    send: (path, payload) => sendJson(server, path, payload),
    submit: (url, payload) =>
      server.inject({ method: "POST", url, payload, headers: { "content-type": formType } }),
    get: (url) => server.inject({ url }),
    rows: () => db.select().from(subscribers),
  };
}

const formType = "application/x-www-form-urlencoded";

function sendJson(server: Server, url: string, payload: Record<string, unknown>) {
  return server.inject({ method: "POST", url, payload });
}

/** The one link in a mail. */
export function linkIn(notice: Notice | undefined): URL {
  const link = /https:\S+(?:confirm|unsubscribe)\S+/.exec(notice?.text ?? "")?.[0];
  if (!link) throw new Error("there is no link in the mail");
  return new URL(link);
}
