// The draft of a summary as a stream of server-sent events.

import type { ServerResponse } from "node:http";
import { Problem, problems } from "#base/problem.ts";
import { actorOf } from "#http/actor.ts";
import { eventFrame, eventStreamHeaders } from "#http/event-stream.ts";
import type { Server } from "#http/server.ts";
import { type Drafting, type Order, prepareDraft, writeDraft } from "./draft.ts";
import { draftSummary } from "./draft-schema.ts";
import { openTurns, type TurnLimits } from "./turns.ts";

/** A proxy in between takes a silent stream for a dead one. */
const beatMs = 15_000;

export function addDraftRoutes(app: Server, drafting: Drafting, limits?: TurnLimits): void {
  const turns = openTurns(drafting.desk.clock, limits);
  const closing = new AbortController();
  // A stream would hold the server open until its end.
  app.addHook("preClose", async () => closing.abort());

  app.post("/api/suggestions/draft", { schema: draftSummary }, async (request, reply) => {
    const actor = actorOf(request).id;
    const order = await prepareDraft(drafting, request.body.entry);
    const endTurn = turns.take(actor);
    const out = reply.hijack().raw;
    try {
      await stream(out, order, actor);
    } catch (err) {
      request.log.error({ err }, "draft broke");
      out.destroy();
    } finally {
      endTurn();
    }
    return reply;
  });

  async function stream(out: ServerResponse, order: Order, actor: string): Promise<void> {
    const left = new AbortController();
    out.on("close", () => left.abort()).on("error", () => left.abort());
    if (out.destroyed) return;
    out.writeHead(200, eventStreamHeaders).flushHeaders();
    const send = (name: string, data: object): void => void out.write(eventFrame(name, data));
    const timer = setInterval(() => out.write(":\n\n"), beatMs);
    try {
      const signal = AbortSignal.any([left.signal, closing.signal]);
      const onText = (text: string): void => send("delta", { text });
      const drafted = await writeDraft(drafting, order, { actor, signal, onText });
      if (drafted !== null) send("done", drafted);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      send("error", told(error));
    } finally {
      clearInterval(timer);
      out.end();
    }
  }
}

/** As it would have been answered, had the stream not begun. */
function told({ type, status, message, extra }: Problem): object {
  const { title } = problems[type];
  return { type: `/problems/${type}`, title, status, detail: message, ...extra };
}
