import { type Html, html } from "#base/html.ts";
import type { View } from "./view.ts";

/** The Atom address is spelled out, to be copied into a reader. */
export function feedAddresses({ archive }: View, feed: string): Html {
  const base = `/feeds/${feed}`;
  return html`<a href="${base}.atom">${archive.url}${base}.atom</a> (<a href="${base}.rss">RSS</a>, <a href="${base}.json">JSON Feed</a>)`;
}
