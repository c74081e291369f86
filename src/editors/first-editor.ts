// A new archive has no editors: its first start adds one and prints a link to sign in with.

import type { Db } from "#db/types.ts";
import { makeLink } from "./auth.ts";
import type { AuthOptions } from "./better-auth.ts";
import { foldAddress } from "./people.ts";
import { addPersonRow, dropLinks, listPersonRows, markAddress } from "./store.ts";

/**
 * A one-time link for the first admin, good for a day; null once anybody has signed in. Each call
 * makes a new link and kills the one before.
 * @param address ADMIN_EMAIL; it needs a domain with a dot, or better-auth refuses it
 */
export async function firstSignInLink(
  options: AuthOptions & { address: string; now: Temporal.Instant },
): Promise<string | null> {
  const address = foldAddress(options.address);
  const nobodySignedIn = await options.db.transaction((db) => readyFirst(db, address, options.now));
  return nobodySignedIn ? makeLink(options, address) : null;
}

/** Sees to it that the address is somebody's; false once anybody has signed in. */
async function readyFirst(db: Db, address: string, now: Temporal.Instant): Promise<boolean> {
  const people = await listPersonRows(db);
  // better-auth sets emailVerified when a link is spent.
  if (people.some((person) => person.emailVerified)) return false;
  const [first] = people;
  if (!first) await addPersonRow(db, { name: "Admin", address, role: "admin" }, now);
  else if (!people.some((person) => person.email === address)) {
    // ADMIN_EMAIL was corrected between two starts.
    await markAddress(db, first.id, address);
  }
  await dropLinks(db, address);
  return true;
}
