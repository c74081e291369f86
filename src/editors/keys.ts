// API keys: what a program signs in with. A key acts in its own name, with one role.

import { createHash, randomBytes } from "node:crypto";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import type { Actor, Role } from "#http/actor.ts";
import { addAudit } from "./audit.ts";
import {
  type ApiKey,
  addKeyRow,
  findKeyByHash,
  listKeyRows,
  markKeyRevoked,
  markKeyUsed,
} from "./store.ts";

/** All that is known of a key once it was shown. */
export type KeyShown = Omit<ApiKey, "hash">;
type By = Pick<Actor, "id" | "name">;

/** A new key. `key` is shown this once: only its hash is stored. */
export async function createKey(
  db: Db,
  { name, role, by, now }: { name: string; role: Role; by: By; now: Temporal.Instant },
): Promise<{ id: string; key: string }> {
  const key = `kwb_${randomBytes(32).toString("base64url")}`;
  return db.transaction(async (db) => {
    const { id } = await addKeyRow(db, {
      name,
      role,
      prefix: key.slice(0, 8),
      hash: hashKey(key),
      createdAt: now,
      createdBy: by.id,
    });
    const after = { name, role };
    await addAudit(db, { at: now, actor: by, act: "create-key", subject: `key:${id}`, after });
    return { id, key };
  });
}

/**
 * Whose key it is; null where it is unknown or revoked. The look-up is by SHA-256 of all of it, so
 * that its time tells nothing of how much of a guess was right; 256 random bits need no slow hash.
 */
export async function findActorByKey(
  db: Db,
  key: string,
  now: Temporal.Instant,
): Promise<Actor | null> {
  const found = await findKeyByHash(db, hashKey(key));
  if (!found) return null;
  const { id, name, role, lastUsedAt } = found;
  const fresh = lastUsedAt && Temporal.Instant.compare(lastUsedAt.add({ minutes: 1 }), now) > 0;
  if (!fresh) await markKeyUsed(db, id, now);
  return { id: `key:${id}`, name, role };
}

/** Newest first, revoked ones too. */
export async function listKeys(db: Db): Promise<KeyShown[]> {
  const keys = await listKeyRows(db);
  return keys.map(({ hash: _, ...shown }) => shown);
}

/** From now on the key opens nothing. Throws Problem "not-found" where it never did or no longer does. */
export async function revokeKey(
  db: Db,
  id: string,
  { by, now }: { by: By; now: Temporal.Instant },
): Promise<void> {
  await db.transaction(async (db) => {
    const revoked = uuid.test(id) ? await markKeyRevoked(db, id, now) : null;
    if (!revoked) throw new Problem("not-found", `There is no key ${id} that still holds.`);
    await addAudit(db, { at: now, actor: by, act: "revoke-key", subject: `key:${id}` });
  });
}

/** The database refuses to look for anything else. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
