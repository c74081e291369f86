// What the routes of subscriptions take and give.

import { type Static, Type } from "typebox";
import { PageQuery } from "#http/cursor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Listed } from "./subscription-list-store.ts";

const closed = { additionalProperties: false };
const tags = ["websub"];
const At = Type.String({ format: "date-time" });
const Count = Type.Integer({ minimum: 0 });
const orNull = <T extends Type.TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description });

const example = {
  id: 12,
  topic: "https://archive.example.jp/feeds/all.atom",
  callback: "https://reader.example/websub/5f2c",
  signed: true,
  verified_at: "2026-11-20T03:00:00Z",
  expires_at: "2026-11-30T03:00:00Z",
  delivered_at: "2026-11-24T03:00:02Z",
  failing_since: null,
  outcome: "204",
  outcome_at: "2026-11-24T03:00:02Z",
  waiting: null,
};

const WebsubSubscription = Type.Object(
  {
    id: Type.Integer(),
    topic: Type.String({ description: "The feed." }),
    callback: Type.String({
      description: "Where it is sent. Whoever knows this address may be able to send there too.",
    }),
    signed: Type.Boolean({ description: "Whether the subscriber gave a secret." }),
    verified_at: At,
    expires_at: Type.String({ format: "date-time", description: "Unless it is renewed." }),
    delivered_at: orNull(At, "When the callback last took the feed."),
    failing_since: orNull(At, "Since when every delivery has failed; three days end it."),
    outcome: orNull(
      Type.String(),
      "What the last delivery came to: a status, or why there was none.",
    ),
    outcome_at: orNull(At, "When that was."),
    waiting: orNull(
      Type.Object({ attempt: Count, next_at: At }),
      "What has changed and is not delivered: how often it was tried, and when it is tried next.",
    ),
  },
  { examples: [example] },
);

const counts = { subscriptions: 3, topics: 2, failing: 0, calls: 0 };

const SubscriptionList = Type.Object(
  {
    hub: orNull(Type.String(), "What the feeds name as their hub; null: none."),
    counts: Type.Object(
      { subscriptions: Count, topics: Count, failing: Count, calls: Count },
      { description: "`calls`: verifications and deliveries that are still to be made." },
    ),
    items: Type.Array(WebsubSubscription),
    next: orNull(Type.String(), "`cursor` of the next page."),
  },
  {
    examples: [{ hub: "https://archive.example.jp/websub", counts, items: [example], next: null }],
  },
);

export const operations = {
  list: {
    tags,
    operationId: "listWebsubSubscriptions",
    summary: "List who is told at once when a feed changes, newest first",
    querystring: Type.Object(PageQuery, closed),
    response: { 200: SubscriptionList, ...problemResponses },
  },
  end: {
    tags,
    operationId: "endWebsubSubscription",
    summary: "End a subscription; its callback is told",
    params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 52, examples: [12] }) }),
    response: { 204: Type.Null({ description: "It is over." }), ...problemResponses },
  },
};

export function showSubscription(
  subscription: Listed,
  url: string,
): Static<typeof WebsubSubscription> {
  const { id, topic, callback, secret, outcome, waiting } = subscription;
  return {
    ...{ id, topic: url + topic, callback, signed: secret !== null, outcome },
    verified_at: subscription.verifiedAt.toString(),
    expires_at: subscription.expiresAt.toString(),
    delivered_at: subscription.deliveredAt?.toString() ?? null,
    failing_since: subscription.failingSince?.toString() ?? null,
    outcome_at: subscription.outcomeAt?.toString() ?? null,
    waiting: waiting && {
      attempt: waiting.attempt,
      next_at: Temporal.Instant.from(waiting.nextAt).toString(),
    },
  };
}
