// One reading of a source: the first of its addresses that answers with what its kind is.

import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { DownloadRequest } from "#net/download.ts";
import type { Answer, Download, Hop } from "#net/outcome.ts";
import { freshSeconds } from "./freshness.ts";
import type { FeedFlag, Item, PollHints } from "./item.ts";
import type { ParsePool } from "./parse-pool.ts";
import type { HttpState, Lease, LeasedSource } from "./poll-store.ts";
import type { RobotsRule } from "./robots.ts";

export type Reader = {
  download: (request: Pick<DownloadRequest, "url" | "validatorsFor">) => Promise<Download>;
  parse: ParsePool["parse"];
  /** What robots.txt says of an address; asked for pages and searches only. */
  robots: (url: string) => Promise<RobotsRule>;
};

/** What a poll came to, by the name the API and the metrics show. */
export type PollOutcome =
  | Download["outcome"]
  | "not-a-feed"
  | "too-complex"
  | "robots-disallowed"
  /** A fault of ours: what was read could not be stored. */
  | "failed";

export type Reading = {
  outcome: PollOutcome;
  /** In words, for people; null where there is nothing to say. */
  detail: string | null;
  items: readonly Item[];
  flags: readonly FeedFlag[];
  /** Of the body just read; null where there was none to read. */
  hints: PollHints | null;
  /** Validators to keep, by the address that gave them. */
  httpStates: readonly HttpState[];
  /** Of the configured address that this reading is about. */
  url: string;
  hops: readonly Hop[];
  freshSeconds: number;
  retryAfter: string | null;
  delaySeconds: number;
  /** The first bytes of what could not be read. */
  bytes: Uint8Array | null;
};

export type ReadOptions = {
  now: Temporal.Instant;
  /** Asks without validators, for a server that may have answered 304 for years. */
  isProbe: boolean;
};

const maxItems = 2_000;
const keptBytes = 64 * 1024;
/** Between two requests to one host within a reading. */
const politeMs = 1_000;

export async function readSource(
  reader: Reader,
  lease: Pick<Lease, "source" | "httpStates" | "redirects">,
  options: ReadOptions,
): Promise<Reading> {
  const { source } = lease;
  let reading: Reading | undefined;
  for (const url of source.addresses) {
    if (reading) await delay(politeMs);
    reading = await readAddress(reader, lease, url, options);
    if (isSuccess(reading.outcome)) break;
  }
  if (!reading) throw new Error(`source ${source.id} has no address`);
  return reading;
}

export function isSuccess(outcome: PollOutcome): boolean {
  return outcome === "ok" || outcome === "not-modified";
}

async function readAddress(
  reader: Reader,
  lease: Pick<Lease, "source" | "httpStates" | "redirects">,
  url: string,
  options: ReadOptions,
): Promise<Reading> {
  const { source } = lease;
  const adopted = lease.redirects.find((one) => one.url === url && one.adoptedAt);
  const asked = adopted?.target ?? url;
  let delaySeconds = 0;
  if (source.kind === "page" || source.kind === "search") {
    const rule = await reader.robots(asked);
    if (!rule.allowed) {
      return { ...nothing, url, outcome: "robots-disallowed", detail: rule.detail };
    }
    delaySeconds = rule.delaySeconds;
  }
  const known = options.isProbe ? [] : lease.httpStates;
  const first = await readDocument(reader, source, asked, known, options.now);
  if (first.next.length === 0) return { ...first, url, delaySeconds };
  const rest = await readNext(reader, source, first.next, known, options.now);
  return {
    ...first,
    ...{ url, delaySeconds },
    items: [...first.items, ...rest.flatMap(({ items }) => items)].slice(0, maxItems),
    flags: [...new Set([first, ...rest].flatMap(({ flags }) => flags))],
    httpStates: [first, ...rest].flatMap(({ httpStates }) => httpStates),
  };
}

/** The documents that an index points to; one that fails costs its own items only. */
async function readNext(
  reader: Reader,
  source: LeasedSource,
  addresses: readonly string[],
  known: readonly HttpState[],
  now: Temporal.Instant,
): Promise<Document[]> {
  const read: Document[] = [];
  for (const url of addresses) {
    await delay(politeMs);
    read.push(await readDocument(reader, source, url, known, now));
  }
  return read;
}

type Document = Omit<Reading, "url" | "delaySeconds"> & { next: readonly string[] };

async function readDocument(
  { download, parse }: Reader,
  source: LeasedSource,
  url: string,
  known: readonly HttpState[],
  now: Temporal.Instant,
): Promise<Document> {
  const stateOf = (address: string): HttpState | undefined =>
    known.find((state) => state.url === address);
  const answer = await download({ url, validatorsFor: stateOf });
  const document = { ...nothing, ...answered(answer) };
  if (answer.outcome === "not-modified") {
    const merged = mergeState(stateOf(answer.url), answer);
    return { ...document, httpStates: merged ? [merged] : [] };
  }
  if (answer.outcome !== "ok") return document;
  const bodySha256 = createHash("sha256").update(answer.bytes).digest("hex");
  const httpState = { ...validatorsOf(answer), bodySha256 };
  // The same bytes were read before; there is nothing new in them.
  if (stateOf(answer.url)?.bodySha256 === bodySha256) {
    return { ...document, httpStates: [httpState] };
  }
  const bytes = answer.bytes.slice(0, keptBytes);
  const parsed = await parse({
    ...{ bytes: answer.bytes, contentType: answer.headers.contentType, url: answer.url },
    ...{ kind: source.kind, page: source.page, zone: source.zone, carrier: source.carrier },
    ...{ maxItems, now: now.toString() },
  });
  // Validators stay as they were: what could not be read must be sent again.
  if (parsed.outcome !== "ok") return { ...document, ...parsed, bytes };
  const { items, flags, hints, next = [] } = parsed.feed;
  return { ...document, items, flags, hints, next, httpStates: [httpState] };
}

/** A reading that came to nothing because of us. */
export function failedReading(detail: string): Reading {
  return { ...nothing, url: "", outcome: "failed", detail };
}

const nothing: Omit<Reading, "outcome" | "url"> & { next: readonly string[] } = {
  detail: null,
  items: [],
  flags: [],
  hints: null,
  httpStates: [],
  hops: [],
  freshSeconds: 0,
  retryAfter: null,
  delaySeconds: 0,
  bytes: null,
  next: [],
};

/** What every answer tells, whatever came of it. */
function answered(
  answer: Download,
): Pick<Reading, "outcome" | "detail" | "hops" | "freshSeconds" | "retryAfter" | "bytes"> {
  const { outcome, hops } = answer;
  const bytes = ("bytes" in answer && answer.outcome !== "ok" && answer.bytes) || null;
  if ("detail" in answer) {
    return { outcome, hops, bytes, detail: answer.detail, freshSeconds: 0, retryAfter: null };
  }
  const quiet = outcome === "ok" || outcome === "not-modified";
  return {
    ...{ outcome, hops, bytes },
    detail: quiet ? null : `${answer.url} answered ${answer.status}`,
    freshSeconds: freshSeconds(answer.headers),
    // It counts only where the server says that it is overloaded.
    retryAfter: outcome === "throttled" ? answer.headers.retryAfter : null,
  };
}

/** A 200 replaces both validators, absent ones too, under the address that answered. */
function validatorsOf({ url, headers }: Extract<Download, { outcome: "ok" }>): HttpState {
  return { url, etag: headers.etag, lastModified: headers.lastModified, bodySha256: null };
}

/** RFC 9111 §4.3.4: a 304 updates the validators it carries and leaves the others. */
function mergeState(known: HttpState | undefined, { headers }: Answer): HttpState | null {
  if (!known) return null;
  const { etag, lastModified } = headers;
  return { ...known, etag: etag ?? known.etag, lastModified: lastModified ?? known.lastModified };
}
