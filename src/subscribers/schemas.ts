// What the routes of subscribers take and give.

import { type Static, Type } from "typebox";
import { Language, TopicSlug } from "#base/archive.ts";
import { PageQuery } from "#http/cursor.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Subscriber } from "./store.ts";
import { subscriberState } from "./table.ts";

const closed = { additionalProperties: false };
const tags = ["subscribers"];
const State = Type.Enum(subscriberState.enumValues, { type: "string" });
const At = Type.String({ format: "date-time" });
const DigestId = Type.String({ maxLength: 40, description: "A schedule's id, such as weekly." });
const exampleToken =
  "unsubscribe.7c9e6679-7425-40de-944b-e07fc1f90ae7..yPq2mJXw0Tn5sVbC1dEfGh7iKl9oRu3A";

const Wishes = Type.Object(
  {
    address: Type.String({ minLength: 3, maxLength: 254 }),
    language: Type.Optional(Language),
    digests: Type.Optional(
      Type.Array(DigestId, { minItems: 1, maxItems: 50, description: "All by default." }),
    ),
    topics: Type.Optional(Type.Array(TopicSlug, { maxItems: 100, description: "All by default." })),
  },
  {
    ...closed,
    examples: [{ address: "reader@example.jp", language: "ja", digests: ["weekly"] }],
  },
);

const Token = Type.Object(
  { token: Type.String({ maxLength: 200, description: "As the link in the mail holds it." }) },
  { ...closed, examples: [{ token: exampleToken }] },
);

const subscriberExample = {
  id: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
  address: "reader@example.jp",
  state: "confirmed" as const,
  language: "ja",
  digests: ["weekly"],
  topics: [],
  created_at: "2026-01-05T00:00:00Z",
  confirmed_at: "2026-01-05T00:02:00Z",
  ended_at: null,
  reason: null,
};

const SubscriberShown = Type.Object(
  {
    id: Type.String({ format: "uuid" }),
    address: Type.String(),
    state: State,
    language: Type.String(),
    digests: Type.Array(DigestId),
    topics: Type.Array(Type.String(), { description: "Empty: all." }),
    created_at: At,
    confirmed_at: Type.Union([At, Type.Null()]),
    ended_at: Type.Union([At, Type.Null()]),
    reason: Type.Union([Type.String(), Type.Null()]),
  },
  { examples: [subscriberExample] },
);

const ListQuery = Type.Object({ ...PageQuery, state: Type.Optional(State) }, closed);
const List = Type.Object(
  {
    items: Type.Array(SubscriberShown),
    next: Type.Union([Type.String(), Type.Null()], { description: "`cursor` of the next page." }),
  },
  { examples: [{ items: [subscriberExample], next: null }] },
);

export const operations = {
  subscribe: {
    tags,
    operationId: "subscribe",
    summary: "Ask for digests by mail",
    description:
      "The reader gets a mail with a link to confirm, at most one a day. The answer is the same whether the address is known or not.",
    body: Wishes,
    response: { 202: stateAnswer("asked"), ...problemResponses },
  },
  confirm: {
    tags,
    operationId: "confirmSubscriber",
    summary: "Confirm with the token of the mail",
    body: Token,
    response: { 200: stateAnswer("confirmed"), ...problemResponses },
  },
  unsubscribe: {
    tags,
    operationId: "unsubscribe",
    summary: "Leave, with the token of any digest",
    body: Token,
    response: { 200: stateAnswer("unsubscribed"), ...problemResponses },
  },
  list: {
    tags,
    operationId: "listSubscribers",
    summary: "List subscribers, oldest first",
    querystring: ListQuery,
    response: { 200: List, ...problemResponses },
  },
};

export function showSubscriber(subscriber: Subscriber): Static<typeof SubscriberShown> {
  const { id, address, state, language, digests, topics, reason } = subscriber;
  return {
    id,
    address,
    state,
    language,
    digests,
    topics,
    created_at: subscriber.createdAt.toString(),
    confirmed_at: subscriber.confirmedAt?.toString() ?? null,
    ended_at: subscriber.endedAt?.toString() ?? null,
    reason,
  };
}

function stateAnswer<const State extends string>(state: State) {
  return Type.Object({ state: Type.Literal(state) }, { examples: [{ state }] });
}
