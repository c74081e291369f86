import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "#db/types.ts";
import type { Role } from "#http/actor.ts";

// The tables of better-auth, which finds columns by property name and speaks Date.

export const user = pgTable("user", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text(),
  role: text().notNull().default("editor").$type<Role>(),
  createdAt: date("created_at").notNull(),
  updatedAt: date("updated_at").notNull(),
});

export const session = pgTable(
  "session",
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    expiresAt: date("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: date("created_at").notNull(),
    updatedAt: date("updated_at").notNull(),
  },
  (t) => [index("session_user").on(t.userId)],
);

/** Sign-in through others (OAuth) and passwords: unused, but better-auth asks for it. */
export const account = pgTable(
  "account",
  {
    id: text().primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: date("access_token_expires_at"),
    refreshTokenExpiresAt: date("refresh_token_expires_at"),
    scope: text(),
    password: text(),
    createdAt: date("created_at").notNull(),
    updatedAt: date("updated_at").notNull(),
  },
  (t) => [index("account_user").on(t.userId)],
);

/** One-time sign-in links, their tokens hashed. */
export const verification = pgTable(
  "verification",
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: date("expires_at").notNull(),
    createdAt: date("created_at").notNull(),
    updatedAt: date("updated_at").notNull(),
  },
  (t) => [index("verification_identifier").on(t.identifier)],
);

/** Keys of programs. better-auth's plugin for them has no roles and trails its core by releases. */
export const apiKeys = pgTable("api_key", {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull(),
  role: text().notNull().$type<Role>(),
  /** The first eight characters, to tell keys apart. */
  prefix: text().notNull(),
  /** SHA-256 of the whole key, in hexadecimal. */
  hash: text().notNull().unique(),
  createdAt: instant("created_at").notNull(),
  createdBy: text("created_by").notNull(),
  /** To the minute. */
  lastUsedAt: instant("last_used_at"),
  revokedAt: instant("revoked_at"),
});

/** One act of an editor, however many things it changed: what its undo token names. */
export const operations = pgTable("operation", {
  id: uuid().primaryKey().defaultRandom(),
  at: instant().notNull(),
  actor: text().notNull(),
  act: text().notNull(),
  undoneAt: instant("undone_at"),
  undoneBy: text("undone_by"),
});

/** Who did what to what; written in the transaction of the act, never changed. */
export const audit = pgTable(
  "audit",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    actor: text().notNull(),
    actorName: text("actor_name").notNull(),
    act: text().notNull(),
    /** Kind and id, e.g. candidate:12 */
    subject: text().notNull(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    reason: text(),
    /** The operation whose undo puts `before` back. */
    operation: uuid().references(() => operations.id),
  },
  (t) => [
    index("audit_subject").on(t.subject, t.id),
    index("audit_operation").on(t.operation).where(sql`${t.operation} is not null`),
  ],
);

/**
 * What open desks are told of, written in the transaction that changes it. `number` is given after the
 * commit, in the order in which rows became visible: identities are drawn before.
 */
export const events = pgTable(
  "event",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    number: bigint({ mode: "number" }).unique(),
    at: instant().notNull(),
    subject: text().notNull(),
    act: text().notNull(),
    actor: text(),
    actorName: text("actor_name"),
    after: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [index("event_unnumbered").on(t.id).where(sql`${t.number} is null`)],
);

/** One row: the last number given, locked by whoever gives the next ones. */
export const eventCounter = pgTable("event_counter", {
  id: integer().primaryKey(),
  last: bigint({ mode: "number" }).notNull(),
});

/** Who has a stack or an entry in hand: a lease. A released row stays, so that its token only rises. */
export const claims = pgTable("claim", {
  /** stack:12, or entry:7 where the entry has no stack. */
  subject: text().primaryKey(),
  actor: text().notNull(),
  actorName: text("actor_name").notNull(),
  /** Fencing: rises with each new holder. */
  token: integer().notNull(),
  claimedAt: instant("claimed_at").notNull(),
  until: instant().notNull(),
});

function date(column: string) {
  return timestamp(column, { withTimezone: true, mode: "date" });
}
