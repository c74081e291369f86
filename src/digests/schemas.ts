// What the routes of issues take and give.

import { type Static, Type } from "typebox";
import { PageQuery } from "#http/cursor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Delivery } from "./delivery-store.ts";
import type { Counts, Issue } from "./issue-store.ts";
import { maskAddress } from "./mask-address.ts";
import { deliveryState, issueState } from "./table.ts";

const closed = { additionalProperties: false };
const tags = ["digests"];
const At = Type.String({ format: "date-time" });
const DeliveryState = Type.Enum(deliveryState.enumValues, { type: "string" });
const Next = Type.Union([Type.String(), Type.Null()], {
  description: "`cursor` of the next page.",
});

const issueExample = {
  id: "weekly-2026-11-23",
  schedule: "weekly",
  slot: "2026-11-22T22:00:00Z",
  state: "sending" as const,
  cutoff_at: "2026-11-22T22:00:00Z",
  created_at: "2026-11-22T22:00:00.2Z",
  approved_at: "2026-11-22T22:00:00.2Z",
  approved_by: null,
  reason: null,
  finished_at: null,
  deliveries: { accepted: 120, pending: 30, empty: 4 },
};

export const IssueSchema = Type.Object(
  {
    id: Type.String(),
    schedule: Type.String(),
    slot: Type.String({ format: "date-time", description: "The moment of the schedule." }),
    state: Type.Enum(issueState.enumValues, { type: "string" }),
    cutoff_at: Type.String({
      format: "date-time",
      description: "Entries published until here may be in it.",
    }),
    created_at: At,
    approved_at: Type.Union([At, Type.Null()]),
    approved_by: Type.Union([Type.String(), Type.Null()], {
      description: "Who let it go, or go on; null where the schedule does by itself.",
    }),
    reason: Type.Union([Type.String(), Type.Null()], {
      description:
        "Why it is frozen though its digest approves by itself, or in spite of an approval: it became older than max_lateness_hours.",
    }),
    finished_at: Type.Union([At, Type.Null()]),
    deliveries: Type.Partial(Type.Record(DeliveryState, Type.Integer({ minimum: 0 })), {
      description: "How many there are in each state.",
    }),
  },
  { $id: "Issue", examples: [issueExample] },
);

const deliveryExample = {
  id: 120,
  reader: "r•••@example.jp",
  language: "ja",
  state: "accepted" as const,
  attempt: 1,
  next_at: null,
  reply: "250 2.0.0 Ok: queued as 4XyZ",
  changed_at: "2026-11-22T22:00:07Z",
};

const DeliverySchema = Type.Object(
  {
    id: Type.Integer(),
    reader: Type.String({ description: "The address, all but its first letter hidden." }),
    language: Type.String(),
    state: DeliveryState,
    attempt: Type.Integer({ description: "How many tries a server answered." }),
    next_at: Type.Union([At, Type.Null()], { description: "When it is tried (again)." }),
    reply: Type.Union([Type.String(), Type.Null()], { description: "The last word on it." }),
    changed_at: At,
  },
  { examples: [deliveryExample] },
);

const IssueList = Type.Object(
  { items: Type.Array(Type.Ref("Issue#")), next: Next },
  { examples: [{ items: [issueExample], next: null }] },
);
const DeliveryList = Type.Object(
  { items: Type.Array(DeliverySchema), next: Next },
  { examples: [{ items: [deliveryExample], next: null }] },
);
const IssueParams = Type.Object({
  id: Type.String({ maxLength: 60, examples: [issueExample.id] }),
});
const answer = { 200: Type.Ref("Issue#"), ...problemResponses };

export const operations = {
  list: {
    tags,
    operationId: "listIssues",
    summary: "List the issues of all digests, newest first",
    querystring: Type.Object(PageQuery, closed),
    response: { 200: IssueList, ...problemResponses },
  },
  order: {
    tags,
    operationId: "orderIssue",
    summary: "Freeze an issue of a digest now, outside its days",
    description:
      "Harmless to repeat: where an issue of the digest was made within the last minute and nothing has been published since, that one is answered, with 200.",
    body: Type.Object(
      { schedule: Type.String({ maxLength: 60, description: "The digest's id." }) },
      { ...closed, examples: [{ schedule: "weekly" }] },
    ),
    response: { ...answer, 201: Type.Ref("Issue#") },
  },
  show: {
    tags,
    operationId: "getIssue",
    summary: "One issue and how far it is",
    params: IssueParams,
    response: answer,
  },
  listDeliveries: {
    tags,
    operationId: "listDeliveries",
    summary: "Who gets the issue, and what came of it",
    params: IssueParams,
    querystring: Type.Object({ ...PageQuery, state: Type.Optional(DeliveryState) }, closed),
    response: { 200: DeliveryList, ...problemResponses },
  },
  approve: steering("approve", "Approve a frozen issue: its sending begins"),
  pause: steering("pause", "Pause the sending"),
  resume: steering("resume", "Go on with a paused issue, however old"),
  cancel: steering("cancel", "End an issue: what it has not sent is free for the next one"),
};

export function showIssue(
  issue: Issue,
  deliveries: Counts,
  reason: string | null,
): Static<typeof IssueSchema> {
  return {
    id: issue.id,
    schedule: issue.schedule,
    slot: issue.slot.toString(),
    state: issue.state,
    cutoff_at: issue.cutoffAt.toString(),
    created_at: issue.createdAt.toString(),
    approved_at: issue.approvedAt?.toString() ?? null,
    approved_by: issue.approvedBy,
    reason,
    finished_at: issue.finishedAt?.toString() ?? null,
    deliveries,
  };
}

export function showDelivery(delivery: Delivery): Static<typeof DeliverySchema> {
  const { id, address, language, state, attempt, nextAt, reply } = delivery;
  const reader = maskAddress(address);
  const isWaiting = state === "pending" || state === "deferred";
  return {
    id,
    reader,
    language,
    state,
    attempt,
    next_at: isWaiting ? nextAt.toString() : null,
    // Servers like to repeat the address.
    reply: reply?.replaceAll(address, reader) ?? null,
    changed_at: delivery.changedAt.toString(),
  };
}

function steering(act: string, summary: string) {
  return { tags, operationId: `${act}Issue`, summary, params: IssueParams, response: answer };
}
