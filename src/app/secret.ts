// SECRET signs cookies and links. An archive that is told none makes its own.

import { randomBytes } from "node:crypto";
import type { Db } from "#db/types.ts";
import { keep } from "./keepsake-store.ts";

/** Kept in the database, so that replicas share it and links in old mails outlive a restore. */
export function keptSecret(db: Db): Promise<string> {
  return keep(db, "secret", randomBytes(32).toString("base64url"));
}
