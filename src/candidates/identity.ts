// What makes two readings of a source the same story, and what makes the story changed.

import { createHash } from "node:crypto";
import { foldText } from "#base/text.ts";
import type { Item } from "#sources/item.ts";

/**
 * The guid where the source gives one, else the canonical address, else a hash of headline and date.
 * Never the text: an edited story must stay the same candidate.
 */
export function identityOf(item: Item): string {
  if (item.guid !== null) return `guid:${shortened(item.guid)}`;
  if (item.canonicalUrl !== null) return `url:${shortened(item.canonicalUrl)}`;
  return `hash:${sha256(`${foldText(item.title)}\n${item.publishedRaw ?? ""}`)}`;
}

/** Changes when what an editor sees of the story changes; the date alone is not a change. */
export function digestOf(item: Item): string {
  return sha256([item.title, item.excerpt, item.canonicalUrl ?? ""].map(foldText).join("\n"));
}

/** An index row holds at most 2,704 bytes, and a guid may be longer. */
function shortened(name: string): string {
  return name.length <= 500 ? name : sha256(name);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
