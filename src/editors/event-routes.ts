// Server-sent events: open desks that see each other's acts.

import type { ServerResponse } from "node:http";
import type { FastifyRequest } from "fastify";
import type { Log } from "#base/log.ts";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { actorOf } from "#http/actor.ts";
import type { Server } from "#http/server.ts";
import { type FeedLimits, openEventFeed } from "./event-feed.ts";
import { startAt } from "./event-frame.ts";
import { followEvents } from "./event-schema.ts";
import { type EventStream, type StreamPace, streamEvents } from "./event-stream.ts";
import type { FindActor } from "./find-actor.ts";

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  // nginx would keep the events until it has a buffer full of them.
  "x-accel-buffering": "no",
  // Else a closing server would wait for the connection to be used again.
  connection: "close",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
};

/** How long the last bytes may take once a stream has ended. */
const lastBytesMs = 1_000;

export type EventRoutes = { db: Db; log: Log; findActor: FindActor };

export function addEventRoutes(
  server: Server,
  { db, log, findActor }: EventRoutes,
  pace?: FeedLimits & StreamPace,
): void {
  const feed = openEventFeed({ db, log }, pace);
  // Streams do not end by themselves, and closing waits for all answers.
  server.addHook("preClose", () => feed.close());

  server.get("/api/events", { schema: followEvents }, async (request, reply) => {
    if (request.method === "HEAD") return reply.headers(headers).send("");
    const actor = actorOf(request).id;
    const { after, subjects } = request.query;
    const told = request.headers["last-event-id"] ?? after;
    const seat = await feed.join(actor);
    const out = reply.hijack().raw;
    const kinds = subjects === undefined ? null : new Set(subjects.split(","));
    const stream = { out, seat, start: startAt(told, seat.kept), kinds };
    void send(out, { ...stream, isStillAllowed: () => isActor(findActor, request) }).then(
      (ending) => log.info({ actor, ending }, "event stream ended"),
      (err: unknown) => log.error({ err, actor }, "event stream broke"),
    );
    return reply;
  });

  async function send(out: ServerResponse, stream: EventStream): Promise<string> {
    const { leave } = stream.seat;
    // An error is followed by the close.
    out.on("error", leave).on("close", leave);
    if (out.destroyed) leave();
    else out.writeHead(200, headers);
    try {
      return await streamEvents(stream, pace);
    } finally {
      endStream(out);
    }
  }
}

function endStream(out: ServerResponse): void {
  if (out.destroyed) return;
  if (out.writableNeedDrain) {
    out.destroy();
    return;
  }
  const timer = setTimeout(() => out.destroy(), lastBytesMs);
  out.on("close", () => clearTimeout(timer)).end();
}

async function isActor(findActor: FindActor, request: FastifyRequest): Promise<boolean> {
  try {
    return (await findActor(request)) !== null;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
