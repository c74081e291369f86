// Finds what can be polled from one address: the address itself, what its page links, and where sites
// keep their feeds and site maps by custom. As soon as something is found, nothing more is asked.

import type { Download } from "#net/outcome.ts";
import { pageText, readPageHead } from "./discover-page.ts";
import { type Discovering, type Found, openSearch } from "./discover-search.ts";
import type { PollOutcome } from "./read-source.ts";
import { robotsBody, robotsRule } from "./robots.ts";

export type Discovery = {
  outcome: PollOutcome;
  detail: string | null;
  /** The site as its page calls itself; null where the address was no page. */
  site: { url: string; name: string; language: string | null } | null;
  /** At most five. */
  found: readonly Found[];
};

const maxFound = 5;
const commonPaths = ["/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.json", "/index.rdf"];
const customarySitemaps = ["/sitemap_index.xml", "/news-sitemap.xml"];
const maxSitemaps = 3;

/** Asks some twenty times at most, and nothing new after 45 seconds. Never throws for what is answered. */
export async function discover(tools: Discovering, url: string): Promise<Discovery> {
  const search = openSearch(tools);
  const answer = await search.ask(url);
  if (answer.outcome !== "ok") {
    return { outcome: answer.outcome, detail: inWords(answer), site: null, found: [] };
  }
  const own = await search.read(url, answer);
  if (own) return { outcome: "ok", detail: null, site: null, found: [own] };
  const page = readPageHead(pageText(answer.bytes, answer.headers.contentType), answer.url);
  const site = { url: answer.url, name: page.siteName || page.title, language: page.language };
  const linked = await search.look(page.feeds.slice(0, maxFound), maxFound);
  const found = linked.length > 0 ? linked : await guess(search, answer.url);
  if (found.length > 0) return { outcome: "ok", detail: null, site, found };
  const detail = `no feed and no news site map was found from ${answer.url}`;
  return { outcome: "not-a-feed", detail, site, found };
}

type Search = ReturnType<typeof openSearch>;

/** By custom: feeds before site maps, a news site map before others; robots.txt has the say. */
async function guess({ ask, look }: Search, url: string): Promise<readonly Found[]> {
  const at = (path: string): string => new URL(path, url).href;
  const body = robotsBody(await ask(at("/robots.txt")));
  const allowed = (address: string): boolean => robotsRule(body, address, "Kawaraban").allowed;
  const feeds = await look(commonPaths.map(at).filter(allowed), 1);
  if (feeds.length > 0) return feeds;
  const told = sitemapsIn(body ?? "").toSorted((a, b) => rank(a) - rank(b));
  const sitemaps = told.length > 0 ? told : customarySitemaps.map(at).filter(allowed);
  return look(sitemaps.slice(0, maxSitemaps), 1);
}

/** The Sitemap lines of a robots.txt (sitemaps.org). */
function sitemapsIn(robots: string): string[] {
  const lines = robots.matchAll(/^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})/gim);
  return [...lines].flatMap(([, address = ""]) => (isWeb(address) ? [address] : []));
}

function isWeb(address: string): boolean {
  return /^https?:$/.test(URL.parse(address)?.protocol ?? "");
}

function rank(sitemap: string): number {
  return /news/i.test(sitemap) ? 0 : 1;
}

function inWords(answer: Exclude<Download, { outcome: "ok" }>): string {
  return "detail" in answer ? answer.detail : `${answer.url} answered ${answer.status}`;
}
