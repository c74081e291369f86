// Who may do what: every route under /api, and the least role it asks for. A route that is not here
// cannot be registered, and a rule without a route stops the start, so this table is the truth.

import type { Role } from "#http/actor.ts";

export type Rule = Role | "anyone";

/** By method and path as registered; GET includes HEAD; a trailing * stands for any rest. */
export const access: Readonly<Record<string, Rule>> = {
  "GET /api/openapi.json": "anyone",
  "GET /api/docs": "anyone",
  "GET /api/docs/*": "anyone",

  "POST /api/auth/sign-in/magic-link": "anyone",
  "GET /api/auth/get-session": "anyone",
  "POST /api/auth/sign-out": "anyone",

  "GET /api/me": "editor",
  "GET /api/people": "admin",
  "POST /api/people": "admin",
  "PATCH /api/people/:id": "admin",
  "GET /api/keys": "admin",
  "POST /api/keys": "admin",
  "DELETE /api/keys/:id": "admin",
  "GET /api/events": "editor",

  "GET /api/sources": "editor",
  "GET /api/sources.opml": "editor",
  "POST /api/sources/opml": "editor",
  "POST /api/sources/discover": "editor",
  "GET /api/sources/:id": "editor",
  "GET /api/sources/:id/failure": "editor",
  "POST /api/sources/:id/poll": "editor",
  "POST /api/sources/:id/pause": "editor",
  "POST /api/sources/:id/resume": "editor",

  "GET /api/candidates": "editor",
  "POST /api/candidates": "editor",
  "GET /api/candidates/:id": "editor",
  "POST /api/candidates/:id/accept": "editor",
  "POST /api/candidates/:id/reject": "editor",

  "GET /api/stacks": "editor",
  "GET /api/stacks/counts": "editor",
  "GET /api/stacks/:id": "editor",
  "PUT /api/stacks/:id/claim": "editor",
  "DELETE /api/stacks/:id/claim": "editor",
  "POST /api/stacks/:id/accept": "editor",
  "POST /api/stacks/:id/reject": "editor",
  "POST /api/stacks/:id/reopen": "editor",
  "POST /api/stacks/:id/snooze": "editor",
  "POST /api/stacks/:id/merge": "editor",
  "POST /api/stacks/:id/split": "editor",
  "GET /api/stacks/:id/similar": "editor",
  "POST /api/stacks/:id/relate": "editor",
  "POST /api/stacks/:id/unrelate": "editor",
  "GET /api/entries/:id/similar": "editor",
  "POST /api/entries/:id/relate": "editor",
  "POST /api/entries/:id/unrelate": "editor",
  "GET /api/ranking": "editor",
  "POST /api/decisions": "editor",
  "POST /api/operations/:id/undo": "editor",

  "GET /api/entries": "editor",
  "POST /api/entries": "editor",
  "GET /api/entries/:id": "editor",
  "PATCH /api/entries/:id": "editor",
  "GET /api/entries/:id/history": "editor",
  "GET /api/entries/:id/revisions": "editor",
  "PUT /api/entries/:id/claim": "editor",
  "DELETE /api/entries/:id/claim": "editor",
  "GET /api/entries/:id/autosave": "editor",
  "PUT /api/entries/:id/autosave": "editor",
  "DELETE /api/entries/:id/autosave": "editor",
  "POST /api/entries/:id/submit": "editor",
  "POST /api/entries/:id/approve": "approver",
  "POST /api/entries/:id/publish": "approver",
  "POST /api/entries/:id/request-changes": "approver",
  "POST /api/entries/:id/correct": "editor",
  "POST /api/entries/:id/withdraw": "approver",
  "POST /api/entries/:id/discard": "editor",

  "GET /api/export": "editor",
  "POST /api/import": "admin",

  "POST /api/suggestions/checks": "editor",
  "POST /api/suggestions/lead": "editor",
  "POST /api/suggestions/extract": "editor",
  "POST /api/suggestions/draft": "editor",

  "GET /api/subscribers": "admin",
  "POST /api/subscribers": "anyone",
  "POST /api/subscribers/confirm": "anyone",
  "POST /api/subscribers/unsubscribe": "anyone",

  "GET /api/issues": "editor",
  "POST /api/issues": "approver",
  "GET /api/issues/:id": "editor",
  "GET /api/issues/:id/deliveries": "editor",
  "POST /api/issues/:id/approve": "approver",
  "POST /api/issues/:id/pause": "approver",
  "POST /api/issues/:id/resume": "approver",
  "POST /api/issues/:id/cancel": "approver",

  "GET /api/websub/subscriptions": "admin",
  "DELETE /api/websub/subscriptions/:id": "admin",
};
