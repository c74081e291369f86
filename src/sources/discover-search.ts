// One search for feeds: it asks for one address after the other, each once, and reads what comes.

import type { Clock } from "#base/clock.ts";
import type { Download } from "#net/outcome.ts";
import type { ParsedFeed } from "./item.ts";
import type { ParsePool } from "./parse-pool.ts";

export type Discovering = {
  clock: Clock;
  /** Spaces the requests to one host: it is called for one address after the other. */
  download: (url: string) => Promise<Download>;
  parse: ParsePool["parse"];
  /** IANA name, for dates without a zone. */
  zone: string;
};

type Ok = Extract<Download, { outcome: "ok" }>;
/** An answer and the address that was asked for it. */
export type Answered = { address: string; answer: Ok };

export type Found = {
  address: string;
  kind: "feed" | "sitemap";
  feed: ParsedFeed;
  /** What the source would be polled with; a site map's index comes before what it names. */
  answers: readonly Answered[];
};

const maxSeconds = 45;
const maxAsked = 20;

/** No more is asked of a host that sends us away, and of nobody after 20 addresses or 45 seconds. */
export function openSearch({ clock, download, parse, zone }: Discovering) {
  const started = clock();
  const asked = new Map<string, Promise<Download>>();
  const closed = new Set<string>();

  function ask(address: string): Promise<Download> {
    const known = asked.get(address);
    if (known) return known;
    const answer = download(address).then((answer) => {
      const over = answer.outcome === "throttled" || answer.outcome === "blocked";
      if (over) closed.add(new URL(address).host);
      return answer;
    });
    asked.set(address, answer);
    return answer;
  }

  function isOver(address: string): boolean {
    const late = started.until(clock()).total("seconds") > maxSeconds;
    return late || asked.size >= maxAsked || closed.has(new URL(address).host);
  }

  async function look(addresses: readonly string[], limit: number): Promise<Found[]> {
    const found = new Map<string, Found>();
    for (const address of addresses) {
      if (found.size >= limit) break;
      if (isOver(address)) continue;
      const answer = await ask(address);
      const one = answer.outcome === "ok" ? await read(address, answer) : null;
      if (one && !found.has(one.address)) found.set(one.address, one);
    }
    return [...found.values()];
  }

  /** Null where the answer is neither a feed nor a site map with headlines. */
  async function read(asked: string, answer: Ok): Promise<Found | null> {
    const address = lastingAddress(asked, answer);
    const kind = looksLikeSitemap(answer.bytes) ? "sitemap" : "feed";
    const feed = await parsed(answer, kind);
    if (!feed) return null;
    const answers = [{ address, answer }];
    if (kind === "feed" || feed.items.length > 0) return { address, kind, feed, answers };
    for (const next of feed.next ?? []) {
      const part = isOver(next) ? null : await ask(next);
      if (part?.outcome !== "ok") continue;
      const news = await parsed(part, kind);
      answers.push({ address: next, answer: part });
      if (news && news.items.length > 0) return { address, kind, feed: news, answers };
    }
    return null;
  }

  async function parsed(answer: Ok, kind: Found["kind"]): Promise<ParsedFeed | null> {
    const outcome = await parse({
      // The parser takes its bytes over, and these are still wanted.
      bytes: answer.bytes.slice(),
      contentType: answer.headers.contentType,
      url: answer.url,
      zone,
      carrier: false,
      maxItems: 2_000,
      kind,
      page: null,
      now: clock().toString(),
    });
    return outcome.outcome === "ok" ? outcome.feed : null;
  }

  return { ask, look, read };
}

/** Where permanent redirects alone lead is the address to keep (RFC 9110 §15.4.2). */
function lastingAddress(asked: string, { url, hops }: Ok): string {
  return hops.every(({ status }) => status === 301 || status === 308) ? url : asked;
}

function looksLikeSitemap(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true;
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  return /<(?:[\w-]{1,20}:)?(?:urlset|sitemapindex)[\s>]/i.test(start);
}
