// Candidates that wait, read as what they are compared by.

import { createHash } from "node:crypto";
import type { Entities } from "#likeness/entities.ts";
import { titleKey } from "#likeness/title-key.ts";
import type { Waiting } from "./stacking-store.ts";
import { readTerms } from "./stacking-terms.ts";
import type { Newcomer } from "./stacking-world.ts";

/** What is decided and older than this is not looked for any more. */
export const daysIndexed = 14;

export async function readNewcomers(
  waiting: readonly Waiting[],
  entities: Entities,
  now: Temporal.Instant,
): Promise<Newcomer[]> {
  const oldest = now.subtract({ hours: 24 * daysIndexed });
  const texts = waiting.map((one) => (isPast(one, oldest) ? nothing : one));
  const terms = await readTerms(texts, entities);
  return waiting.map((one, n) => {
    const { id, stackId, firstSeenAt: at } = one;
    const standing = standingOf(one);
    return { id, stackId, at, standing, titleKey: keyOf(one.title), terms: terms[n] ?? new Map() };
  });
}

const nothing = { title: "", excerpt: "" };

function isPast(one: Waiting, oldest: Temporal.Instant): boolean {
  const standing = standingOf(one);
  const mayMove = standing === "free" || standing === "alone";
  return !mayMove && Temporal.Instant.compare(one.firstSeenAt, oldest) < 0;
}

function standingOf({ state, stackId, isAlone }: Waiting): Newcomer["standing"] {
  if (stackId === null) return state === "new" ? "free" : "decided";
  if (isAlone) return "alone";
  return state === "duplicate" ? "copy" : "settled";
}

/** Hashed, since a headline may be longer than an index row. */
function keyOf(title: string): string | null {
  const key = titleKey(title);
  return key === "" ? null : createHash("sha256").update(key).digest("base64url");
}
