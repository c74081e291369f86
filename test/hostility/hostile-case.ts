import type { SourceSpec } from "#sources/spec.ts";
import { answers, type Behaviour, type HostileOrigin } from "../support/hostile-origin.ts";

/** One of the 64 ways in which a publisher, or who poses as one, can hurt a reader. */
export type HostileCase = {
  /** As facts on polling number it; several cases may be forms of one. */
  number: number;
  name: string;
  /** What it answers at its first poll, its second …; `base` is the origin's address. */
  polls: (base: string, other: string) => readonly Behaviour[];
  /** The source, where it is more than a feed at the case's own path. */
  source?: (base: string, other: string) => Partial<SourceSpec>;
  /** What robots.txt answers; there is none where not set. */
  robots?: Behaviour;
  expected: Expected;
  /** Why it cannot be tried. */
  skip?: string;
};

type Expected = {
  /** Of the last poll, as GET /api/sources/{id} tells it. */
  outcome: string;
  detail?: RegExp;
  flags?: readonly string[];
  /** Of all candidates in the end, oldest first. */
  titles?: readonly string[];
  /** New and changed candidates by poll. */
  stored?: readonly { added: number; changed: number }[];
  /** Hours to the next poll. */
  nextPoll?: { atLeast: number; atMost?: number };
  /** Anything else that the case is about. */
  also?: (seen: Seen) => void;
};

export type Seen = {
  source: Record<string, unknown>;
  candidates: Record<string, unknown>[];
  /** Heads of the requests for the case's path, in order. */
  heads: string[];
  origin: HostileOrigin;
  other: HostileOrigin;
};

type Told = { title: string; link?: string; more?: string };

export function rss(items: readonly Told[] | string, channel = ""): string {
  const told = typeof items === "string" ? items : items.map(rssItem).join("");
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>潮見新報</title>${channel}${told}</channel></rss>`;
}

export function rssItem({ title, link = "https://news.example/1", more = "" }: Told): string {
  return `<item><title>${title}</title><link>${link}</link>${more}</item>`;
}

export function serves(
  body: string | Uint8Array,
  headers: Record<string, string | number> = {},
): Behaviour {
  return answers(200, { "content-type": "application/xml", ...headers }, body);
}

export const story = "護衛艦が寄港";
/** A feed with one story. */
export const good = rss([{ title: story }]);
