// How well and how safely documents are read: `node bench/parse.ts`. Accuracy beside feedsmith on the
// same bytes, Japanese in its old encodings, and the event loop while the pool reads hostile input.

import { monitorEventLoopDelay } from "node:perf_hooks";
import encoding from "encoding-japanese";
import { parseFeed as parseByFeedsmith } from "feedsmith";
import { parseDate } from "#base/dates.ts";
import { decode } from "#sources/decode.ts";
import { resolveLink } from "#sources/links.ts";
import { openParsePool } from "#sources/parse-pool.ts";
import {
  type CorpusItem,
  type CorpusReader,
  corpusPresent,
  measureOnCorpus,
  type Shares,
} from "../test/support/feedparser-corpus.ts";
import { hostileDocuments } from "../test/support/hostile-documents.ts";
import { inputOf, outcomeOf } from "../test/support/parse.ts";

async function accuracy(): Promise<void> {
  if (!corpusPresent) return console.log("accuracy: skipped, ../shared/corpus is not here");
  const ours = await measureOnCorpus(async ({ bytes, contentType, url }) => {
    const parsed = await outcomeOf(bytes, { kind: "feed", contentType, url, zone: "UTC" });
    return parsed.outcome === "ok" ? parsed.feed : null;
  });
  const theirs = await measureOnCorpus(feedsmithReader);
  console.log("field     ours            feedsmith       ratio");
  for (const name of ["title", "link", "id", "date"]) {
    const [our, their] = [shareOf(ours, name), shareOf(theirs, name)];
    const ratio = (our.share / their.share).toFixed(3);
    console.log(`${name.padEnd(10)}${our.text.padEnd(16)}${their.text.padEnd(16)}${ratio}`);
  }
}

function shareOf(shares: Shares, name: string): { share: number; text: string } {
  const [right, all] = shares[name] ?? [0, 1];
  return { share: right / all, text: `${right}/${all} ${((100 * right) / all).toFixed(1)} %` };
}

/** What feedsmith gives, of RSS, RDF and Atom alike. */
type Given = {
  title?: string | { value?: string };
  link?: string;
  links?: { href?: string; rel?: string }[];
  guid?: { value?: string; isPermaLink?: boolean };
  id?: string;
  description?: string;
  summary?: { value?: string };
  pubDate?: string;
  published?: string;
  updated?: string;
  rdf?: { about?: string };
  dc?: { dates?: string[]; titles?: string[] };
  items?: Given[];
  entries?: Given[];
};

/**
 * feedsmith takes text and gives links and dates as written: it is lent our decoding, our base
 * addresses and our dates, so that the reading of the document alone is compared.
 */
const feedsmithReader: CorpusReader = async ({ bytes, contentType, url }) => {
  try {
    const { feed } = parseByFeedsmith(decode(bytes, contentType).text) as { feed: Given };
    const items = (feed.items ?? feed.entries ?? []).map((item) => corpusItem(item, url));
    return { title: textOf(feed.title), items };
  } catch {
    return null;
  }
};

function corpusItem(item: Given, url: string): CorpusItem {
  const alternate = item.links?.find(({ rel = "alternate" }) => rel === "alternate");
  const permalink = item.guid?.isPermaLink === false ? undefined : item.guid?.value;
  const href = item.link ?? alternate?.href ?? permalink ?? "";
  const date = item.pubDate ?? item.published ?? item.dc?.dates?.[0] ?? item.updated ?? "";
  return {
    title: textOf(item.title) || (item.dc?.titles?.[0] ?? ""),
    url: href ? resolveLink(href, url) : null,
    guid: item.guid?.value ?? item.id ?? item.rdf?.about ?? null,
    excerpt: item.description ?? textOf(item.summary),
    publishedAt: parseDate(date, "UTC")?.at.toString() ?? null,
  };
}

function textOf(text: string | { value?: string } | undefined): string {
  return (typeof text === "object" ? text.value : text) ?? "";
}

/** Every encoding in every way that feeds name it, or fail to. */
async function japanese(): Promise<void> {
  const headlines = [
    "護衛艦が横須賀に寄港",
    "日米、ミサイル防衛で協議",
    "能登で共同訓練 ソ連製を展示",
  ];
  const extended = ["㈱髙﨑造船が①番艦を進水", "昭和ⅩⅡ号 №1"];
  const encodings = [
    ["Shift_JIS", "SJIS", headlines],
    ["CP932", "SJIS", [...headlines, ...extended]],
    ["EUC-JP", "EUCJP", [...headlines, ...extended]],
    ["ISO-2022-JP", "JIS", headlines],
  ] as const;
  console.log("\nencoding       right");
  for (const [label, to, titles] of encodings) {
    let right = 0;
    const cases = titles.flatMap((title) => documentsOf(title, label));
    for (const { title, text, contentType } of cases) {
      const bytes = encoding.convert(encoding.stringToCode(text), { from: "UNICODE", to });
      const parsed = await outcomeOf(Uint8Array.from(bytes), { kind: "feed", contentType });
      if (parsed.outcome === "ok" && parsed.feed.items[0]?.title === title) right += 1;
    }
    const share = ((100 * right) / cases.length).toFixed(1);
    console.log(`${label.padEnd(15)}${right}/${cases.length} ${share} %`);
  }
}

type Labelled = { title: string; text: string; contentType: string | null };

/** Named by HTTP, by the document, by both, by neither, and wrongly by either. */
function documentsOf(title: string, label: string): Labelled[] {
  const bodies = [
    `<rss version="2.0"><channel><title>港</title><item><title>${title}</title></item></channel></rss>`,
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>港</title><entry><title>${title}</title></entry></feed>`,
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="a"><title>港</title></channel><item rdf:about="b"><title>${title}</title></item></rdf:RDF>`,
  ];
  const names = [null, label, "utf-8"];
  return bodies.flatMap((body) =>
    names.flatMap((http) =>
      names.map((xml) => ({
        title,
        text: `<?xml version="1.0"${xml ? ` encoding="${xml}"` : ""}?>${body}`,
        contentType: http && `application/xml; charset=${http}`,
      })),
    ),
  );
}

/**
 * The longest delay of the event loop is by the wall clock, so that a busy machine shows in it; the
 * main thread's own CPU time is the most that reading can have held it up.
 */
async function hostility(): Promise<void> {
  const pool = openParsePool({ size: 1, timeoutMs: 20_000, heapMb: 256 });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const longest = { stalled: 0, cpu: 0 };
  console.log(`\n${row("hostile document", "outcome", "ms", "stalled ms", "main CPU ms")}`);
  for (const [name, kind, document] of [...hostileDocuments, ...hostileFeeds()]) {
    const input = inputOf(document(), { kind, page: kind === "page" ? page : null });
    delay.enable();
    delay.reset();
    const [began, before] = [performance.now(), process.threadCpuUsage()];
    const { outcome } = await pool.parse(input);
    const took = performance.now() - began;
    const { user, system } = process.threadCpuUsage(before);
    const [stalled, cpu] = [delay.max / 1e6, (user + system) / 1e3];
    delay.disable();
    longest.stalled = Math.max(longest.stalled, stalled);
    longest.cpu = Math.max(longest.cpu, cpu);
    console.log(row(name, outcome, took.toFixed(0), stalled.toFixed(0), cpu.toFixed(0)));
  }
  console.log(
    row("the most (aim: 50)", "", "", longest.stalled.toFixed(0), longest.cpu.toFixed(0)),
  );
  await pool.close();
}
const page = { item: "li", title: "h3" };

function row(name: string, outcome: string, ...figures: readonly string[]): string {
  const right = figures.map((figure) => figure.padStart(12)).join("");
  return `${name.slice(0, 38).padEnd(40)}${outcome.padEnd(12)}${right}`;
}

function hostileFeeds(): [string, "feed", () => string][] {
  const rss = (inside: string): string => `<rss version="2.0"><channel>${inside}</channel></rss>`;
  return [
    ["10 MiB of items", "feed", () => rss("<item/>".repeat(1_400_000))],
    ["10 MiB of titles", "feed", () => rss("<title>".repeat(1_400_000))],
    ["10 MiB of <", "feed", () => rss(`<item><title><![CDATA[${"<".repeat(10_000_000)}`)],
    ["10 MiB of levels", "feed", () => rss("<x>".repeat(3_400_000))],
    ["10 MiB of bare ampersands", "feed", () => rss(`<item><title>${"&".repeat(10_000_000)}`)],
  ];
}

await accuracy();
await japanese();
await hostility();
