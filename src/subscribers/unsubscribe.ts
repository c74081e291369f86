import { Problem } from "#base/problem.ts";
import type { Readers } from "./readers.ts";
import { markUnsubscribed } from "./store.ts";
import { readToken } from "./tokens.ts";

/** Whose link it is; null where it is not one of ours. Changes nothing. */
export function leavingReader(secret: string, token: string): string | null {
  return readToken(secret, "unsubscribe", token)?.id ?? null;
}

/** The reader leaves, at once and for good; leaving twice is harmless. Throws "bad-token". */
export async function unsubscribe(
  { db, clock, secret }: Pick<Readers, "db" | "clock" | "secret">,
  token: string,
): Promise<void> {
  const id = leavingReader(secret, token);
  if (!id) throw new Problem("bad-token", "This link is not valid; use the one in your last mail.");
  await markUnsubscribed(db, id, { now: clock(), reason: "by the reader" });
}
