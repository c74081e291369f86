import type { Entry } from "./store.ts";

/** What is claimed with an entry: its story, so that it is in one hand; a correction by itself. */
export function claimSubject({ id, stackId }: Pick<Entry, "id" | "stackId">): string {
  return stackId === null ? `entry:${id}` : `stack:${stackId}`;
}
