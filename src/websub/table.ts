import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant } from "#db/types.ts";

/** One that its callback has confirmed. Whatever ends it deletes it. */
export const websubSubscriptions = pgTable(
  "websub_subscription",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Path and query of the feed. */
    topic: text().notNull(),
    callback: text().notNull(),
    /** The callback's registrable domain. */
    host: text().notNull(),
    /** As the subscriber gave it: what is sent is signed with it. */
    secret: text(),
    verifiedAt: instant("verified_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** Of the bytes that it took last. */
    deliveredEtag: text("delivered_etag"),
    deliveredAt: instant("delivered_at"),
    failingSince: instant("failing_since"),
    /** What the last delivery came to: a status, or why there was none. */
    outcome: text(),
    outcomeAt: instant("outcome_at"),
  },
  (t) => [unique("websub_subscription_once").on(t.topic, t.callback)],
);

/**
 * What is still to be asked of other servers. Of one kind there is one for a topic and callback: what
 * comes later takes its place and raises `version`, so that whoever has it in hand can tell.
 */
export const websubCalls = pgTable(
  "websub_call",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text().notNull().$type<"verify" | "deliver" | "deny" | "publish">(),
    topic: text().notNull(),
    /** For `publish` the hub elsewhere. */
    callback: text().notNull(),
    host: text().notNull(),
    /** Of `verify`: what is to be done once the callback has confirmed. */
    mode: text().$type<"subscribe" | "unsubscribe">(),
    secret: text(),
    seconds: integer(),
    /** Of `deny`. */
    reason: text(),
    version: integer().notNull().default(1),
    attempt: integer().notNull().default(0),
    nextAt: instant("next_at").notNull(),
    leaseUntil: instant("lease_until"),
    leaseToken: uuid("lease_token"),
  },
  (t) => [
    unique("websub_call_once").on(t.kind, t.topic, t.callback),
    // In the order of claiming: of 11,000 due one was found in 0.4 ms, where sorting them took 2.6.
    index("websub_call_due").on(sql`(${t.attempt} > 0)`, t.nextAt, t.id),
    index("websub_call_leased").on(t.host).where(sql`${t.leaseUntil} is not null`),
  ],
);

/** What a feed was when it was last looked at, and after which publication that was. */
export const websubTopics = pgTable("websub_topic", {
  path: text().primaryKey(),
  etag: text().notNull(),
  number: bigint({ mode: "number" }).notNull(),
});

/** One row: the publication up to which feeds were looked at, and the lease of whoever does it. */
export const websubWatch = pgTable("websub_watch", {
  id: integer().primaryKey(),
  number: bigint({ mode: "number" }).notNull(),
  token: uuid(),
  leaseUntil: instant("lease_until"),
});
