// How an entry is named wherever readers meet it.

import type { Archive } from "#base/archive.ts";
import { reportedShown } from "./dates-shown.ts";
import type { PublishedEntry } from "./published-store.ts";

/** The address of an entry for good. */
export function permalink(archive: Pick<Archive, "url">, id: string): string {
  return `${archive.url}/entries/${id}`;
}

/** `共同通信 (Yahoo)`. */
export function sourceShown({ source, via }: Pick<PublishedEntry, "source" | "via">): string {
  return via === null ? source : `${source} (${via})`;
}

/** `2025.07.24 20:16`, or `2025.07.24` where the source gave no time. */
export function whenShown(entry: Pick<PublishedEntry, "reportedOn" | "reportedTime">): string {
  return reportedShown(entry.reportedOn, entry.reportedTime);
}
