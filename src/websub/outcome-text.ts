import type { Called } from "#net/call-once.ts";

/** For logs and admins: a status, or why there was none. */
export function outcomeText(called: Called): string {
  return called.outcome === "answer"
    ? String(called.status)
    : `${called.outcome}: ${called.detail}`;
}
