// Subscribing by API. Anyone may; the list is the admins' (see the access table).

import { readCursor, writeCursor } from "#http/cursor.ts";
import type { Server } from "#http/server.ts";
import { confirmSubscriber } from "./confirm.ts";
import type { Readers } from "./readers.ts";
import { operations, showSubscriber } from "./schemas.ts";
import { listSubscribers } from "./store.ts";
import { subscribe } from "./subscribe.ts";
import { unsubscribe } from "./unsubscribe.ts";

export function addSubscriberRoutes(server: Server, readers: Readers): void {
  server.post("/api/subscribers", { schema: operations.subscribe }, async (request, reply) => {
    await subscribe(readers, request.body);
    reply.code(202);
    // The same whether the address is known or not.
    return { state: "asked" as const };
  });

  server.post("/api/subscribers/confirm", { schema: operations.confirm }, async (request) => {
    await confirmSubscriber(readers, request.body.token);
    return { state: "confirmed" as const };
  });

  server.post(
    "/api/subscribers/unsubscribe",
    { schema: operations.unsubscribe },
    async (request) => {
      await unsubscribe(readers, request.body.token);
      return { state: "unsubscribed" as const };
    },
  );

  server.get("/api/subscribers", { schema: operations.list }, async (request) => {
    const { state, cursor, limit = 50 } = request.query;
    const after = readCursor(cursor);
    const found = await listSubscribers(readers.db, { state, after, limit: limit + 1 });
    const subscribers = found.slice(0, limit);
    const last = subscribers.at(-1);
    return {
      items: subscribers.map(showSubscriber),
      next: found.length > limit && last ? writeCursor(last.number) : null,
    };
  });
}
