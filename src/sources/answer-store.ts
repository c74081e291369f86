// What a publisher's answer leaves beside its stories.

import { sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { HttpState, Redirect } from "./poll-store.ts";
import { httpStates, pollFailures, redirects } from "./table.ts";

export async function setHttpState(db: Db, sourceId: string, state: HttpState): Promise<void> {
  await db
    .insert(httpStates)
    .values({ sourceId, ...state })
    .onConflictDoUpdate({ target: [httpStates.sourceId, httpStates.url], set: state });
}

export async function setRedirect(db: Db, sourceId: string, redirect: Redirect): Promise<void> {
  await db
    .insert(redirects)
    .values({ sourceId, ...redirect })
    .onConflictDoUpdate({ target: [redirects.sourceId, redirects.url], set: redirect });
}

export async function dropRedirect(db: Db, sourceId: string, url: string): Promise<void> {
  await db
    .delete(redirects)
    .where(sql`${redirects.sourceId} = ${sourceId} and ${redirects.url} = ${url}`);
}

/** The last failure's bytes, for an editor to see. */
export async function setFailure(db: Db, failure: typeof pollFailures.$inferInsert): Promise<void> {
  await db
    .insert(pollFailures)
    .values(failure)
    .onConflictDoUpdate({ target: pollFailures.sourceId, set: failure });
}
