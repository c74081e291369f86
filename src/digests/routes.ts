// The editors' side of digests under /api.

import { actorOf } from "#http/actor.ts";
import { readCursor, writeCursor } from "#http/cursor.ts";
import type { Server } from "#http/server.ts";
import { listDeliveries } from "./delivery-store.ts";
import { type Counts, countDeliveries, type Issue, listIssues } from "./issue-store.ts";
import { latenessShown } from "./lateness.ts";
import { IssueSchema, operations, showDelivery, showIssue } from "./schemas.ts";
import { type Act, orderIssue, requireIssue, type Steering, steerIssue } from "./steer.ts";

export function addIssueRoutes(server: Server, steering: Steering): void {
  const { db, clock, schedules } = steering;
  server.addSchema(IssueSchema);

  server.get("/api/issues", { schema: operations.list }, async (request) => {
    const { cursor, limit = 50 } = request.query;
    const found = await listIssues(db, { before: readCursor(cursor), limit: limit + 1 });
    const issues = found.slice(0, limit);
    const counts = await countDeliveries(
      db,
      issues.map(({ id }) => id),
    );
    return {
      items: issues.map((issue) => told(issue, counts.get(issue.id))),
      next: nextCursor(found.length > limit, issues.at(-1)?.number),
    };
  });

  server.post("/api/issues", { schema: operations.order }, async (request, reply) => {
    const ordered = await orderIssue(steering, request.body.schedule, actorOf(request));
    reply.code(ordered.isNew ? 201 : 200);
    return show(ordered.issue);
  });

  server.get("/api/issues/:id", { schema: operations.show }, async (request) => {
    return show(await requireIssue(db, request.params.id));
  });

  server.get(
    "/api/issues/:id/deliveries",
    { schema: operations.listDeliveries },
    async (request) => {
      const { id } = await requireIssue(db, request.params.id);
      const { cursor, limit = 50, state } = request.query;
      const filter = { state, after: readCursor(cursor), limit: limit + 1 };
      const found = await listDeliveries(db, id, filter);
      const deliveries = found.slice(0, limit);
      return {
        items: deliveries.map(showDelivery),
        next: nextCursor(found.length > limit, deliveries.at(-1)?.id),
      };
    },
  );

  for (const act of ["approve", "pause", "resume", "cancel"] as const) addAct(act);

  function addAct(act: Act): void {
    server.post(`/api/issues/:id/${act}`, { schema: operations[act] }, async (request) => {
      return show(await steerIssue(steering, request.params.id, act, actorOf(request)));
    });
  }

  async function show(issue: Issue) {
    const counts = await countDeliveries(db, [issue.id]);
    return told(issue, counts.get(issue.id));
  }

  function told(issue: Issue, counts: Counts = {}) {
    const schedule = schedules.find(({ id }) => id === issue.schedule);
    return showIssue(issue, counts, latenessShown(issue, schedule, clock()));
  }
}

function nextCursor(hasMore: boolean, last: number | undefined): string | null {
  return hasMore && last !== undefined ? writeCursor(last) : null;
}
