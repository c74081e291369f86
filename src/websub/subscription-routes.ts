// The admins' side of the hub under /api.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { type Actor, actorOf } from "#http/actor.ts";
import { readCursor, writeCursor } from "#http/cursor.ts";
import type { Server } from "#http/server.ts";
import { denySubscriber } from "./deny.ts";
import type { Hubbing } from "./hubbing.ts";
import { operations, showSubscription } from "./schemas.ts";
import { countSubscriptions, listSubscriptions } from "./subscription-list-store.ts";
import { findSubscriptionById } from "./subscription-store.ts";

const ended = "The archive has ended this subscription.";

/** Writes an act into the audit trail, in the same transaction. */
type AddAudit = (
  db: Db,
  act: { at: Temporal.Instant; actor: Actor; act: string; subject: string },
) => Promise<void>;

export function addSubscriptionRoutes(
  server: Server,
  { db, clock, hub, url }: Hubbing,
  addAudit: AddAudit,
): void {
  server.get("/api/websub/subscriptions", { schema: operations.list }, async (request) => {
    const { cursor, limit = 50 } = request.query;
    const found = await listSubscriptions(db, { before: readCursor(cursor), limit: limit + 1 });
    const items = found.slice(0, limit);
    const last = items.at(-1)?.id;
    return {
      hub: hub.address,
      counts: await countSubscriptions(db, clock()),
      items: items.map((one) => showSubscription(one, url)),
      next: found.length > limit && last !== undefined ? writeCursor(last) : null,
    };
  });

  server.delete(
    "/api/websub/subscriptions/:id",
    { schema: operations.end },
    async (request, reply) => {
      const { id } = request.params;
      const subscription = await findSubscriptionById(db, id);
      if (!subscription) throw new Problem("not-found", `There is no subscription ${id}.`);
      const [at, actor, subject] = [clock(), actorOf(request), `websub-subscription:${id}`];
      await db.transaction(async (db) => {
        await denySubscriber(db, subscription, at, ended);
        await addAudit(db, { at, actor, act: "end-websub-subscription", subject });
      });
      return reply.code(204).send(null);
    },
  );
}
