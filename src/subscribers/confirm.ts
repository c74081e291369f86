import { Problem } from "#base/problem.ts";
import type { Readers } from "./readers.ts";
import { findSubscriber, markConfirmed } from "./store.ts";
import { readToken } from "./tokens.ts";

const daysValid = 7;

/** Whether the link of a confirmation mail is signed by us and not too old. Changes nothing. */
export function confirmingReader(
  { clock, secret }: Pick<Readers, "clock" | "secret">,
  token: string,
): string | null {
  const read = readToken(secret, "confirm", token);
  if (!read?.at) return null;
  const ends = read.at.add({ hours: 24 * daysValid });
  return Temporal.Instant.compare(clock(), ends) <= 0 ? read.id : null;
}

/**
 * The reader says yes; saying it twice is harmless. Throws Problem "bad-token" where the link is
 * not ours, too old, or of a reader who has left since.
 */
export async function confirmSubscriber(
  readers: Pick<Readers, "db" | "clock" | "secret">,
  token: string,
): Promise<void> {
  const id = confirmingReader(readers, token);
  if (!id) throw badToken();
  if (await markConfirmed(readers.db, id, readers.clock())) return;
  const reader = await findSubscriber(readers.db, id);
  if (reader?.state !== "confirmed") throw badToken();
}

function badToken(): Problem {
  return new Problem("bad-token", "This link is not valid or is too old; please subscribe again.");
}
