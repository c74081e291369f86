// Feeds as publishers serve them.

import type { Told } from "../support/feeds.ts";
import { atomFeed } from "../support/feeds.ts";
import type { Script, Sent } from "./origin.ts";

function story(n: number): Told {
  return {
    title: `Story ${n} of the harbour`,
    link: `https://wire.example/${n}`,
    date: "2026-11-24T09:00:00Z",
  };
}

export function stories(count: number): string {
  return atomFeed(Array.from({ length: count }, (_, i) => story(count - i)));
}

/** RSS 2.0 with what its channel says of polling. */
export function rssWith(hints: string): string {
  return `<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Wire</title><link>https://wire.example/</link>${hints}<item><title>A story</title><link>https://wire.example/1</link></item></channel></rss>`;
}

/**
 * A server that compares validators as texts, as FreshRSS#6056 met it: 304 where what is asked for
 * is what it would send, to the byte.
 */
export function exactServer(
  page: (asked: Parameters<Script>[0]) => Sent,
  on304: (asked: Parameters<Script>[0]) => Record<string, string> = () => ({}),
): Script {
  return (asked) => {
    const sent = page(asked);
    const { etag, "last-modified": modified } = sent.headers ?? {};
    const { "if-none-match": none, "if-modified-since": since } = asked.headers;
    const same = etag === undefined ? modified !== undefined && since === modified : none === etag;
    return same ? { status: 304, headers: on304(asked) } : sent;
  };
}

/** The first so many answers one after the other, and the last from then on. */
export function inTurn(...answers: readonly Sent[]): Script {
  return ({ nth }) => answers[Math.min(nth, answers.length - 1)] ?? {};
}
