// Out of the way until an hour that the editor names; the queue shows it again by itself.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import type { Operation } from "#editors/operations.ts";
import { changeStack, checkOpen, requireStack } from "./stack-change.ts";
import type { Stack } from "./stack-store.ts";

const mostDays = 366;

/** `until` null ends it. Run inside a transaction. Problems: as for deciding, and invalid-input. */
export async function snoozeStack(
  db: Db,
  operation: Operation,
  id: number,
  { until, version }: { until: Temporal.Instant | null; version?: number | undefined },
): Promise<Stack> {
  const stack = await requireStack(db, operation, id);
  checkOpen(stack, "snooze", { from: ["new"], version });
  const days = until === null ? 1 : operation.at.until(until).total("hours") / 24;
  if (days <= 0 || days > mostDays) {
    throw new Problem(
      "invalid-input",
      `body/until is ${until}; it must lie ahead, by ${mostDays} days at most.`,
    );
  }
  return changeStack(db, operation, stack, { snoozedUntil: until });
}
