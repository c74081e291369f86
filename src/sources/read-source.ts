// One reading of a source: the first of its addresses that answers with a feed.

import type { DownloadRequest } from "#net/download.ts";
import type { Download } from "#net/outcome.ts";
import type { FeedFlag, Item } from "./item.ts";
import { retryAfterOf } from "./next-poll.ts";
import type { ParsePool } from "./parse-pool.ts";
import type { HttpState, Source } from "./store.ts";

export type Reader = {
  download: (request: Pick<DownloadRequest, "url" | "etag" | "lastModified">) => Promise<Download>;
  parse: ParsePool["parse"];
};

/** What a poll came to, by the name the API and the metrics show. */
export type PollOutcome = Download["outcome"] | "not-a-feed" | "too-complex";

export type Reading = {
  outcome: PollOutcome;
  /** In words, for people; null where there is nothing to say. */
  detail: string | null;
  items: readonly Item[];
  flags: readonly FeedFlag[];
  /** Validators to keep; null where the answer changes none. */
  httpState: HttpState | null;
  retryAfter: string | null;
};

const maxItems = 2_000;

export async function readSource(
  reader: Reader,
  source: Source,
  stateOf: (url: string) => Promise<HttpState | undefined>,
): Promise<Reading> {
  let reading: Reading | undefined;
  for (const url of source.addresses) {
    reading = await readAddress(reader, source, url, await stateOf(url));
    if (isSuccess(reading.outcome)) break;
  }
  if (!reading) throw new Error(`source ${source.id} has no address`);
  return reading;
}

export function isSuccess(outcome: PollOutcome): boolean {
  return outcome === "ok" || outcome === "not-modified";
}

async function readAddress(
  { download, parse }: Reader,
  source: Source,
  url: string,
  known: HttpState | undefined,
): Promise<Reading> {
  const { etag = null, lastModified = null } = known ?? {};
  const answer = await download({ url, etag, lastModified });
  const reading = { ...nothing, outcome: answer.outcome, retryAfter: retryAfterOf(answer) };
  if (answer.outcome === "not-modified") {
    // RFC 9111 §4.3.4: a 304 updates the validators it carries and leaves the others.
    const { headers } = answer;
    return {
      ...reading,
      httpState: known
        ? { url, etag: headers.etag ?? etag, lastModified: headers.lastModified ?? lastModified }
        : null,
    };
  }
  if (answer.outcome !== "ok") return { ...reading, detail: inWords(answer) };
  const parsed = await parse({
    bytes: answer.bytes,
    contentType: answer.headers.contentType,
    url: answer.url,
    zone: source.zone,
    carrier: source.carrier,
    maxItems,
  });
  if (parsed.outcome !== "ok") return { ...reading, ...parsed };
  return {
    ...reading,
    items: parsed.feed.items,
    flags: parsed.feed.flags,
    httpState: validatorsOf(answer, url),
  };
}

const nothing: Omit<Reading, "outcome"> = {
  detail: null,
  items: [],
  flags: [],
  httpState: null,
  retryAfter: null,
};

/** A 200 replaces both validators, absent ones too; a redirect's target keeps its own to itself. */
function validatorsOf(answer: Extract<Download, { outcome: "ok" }>, url: string): HttpState {
  if (answer.url !== url) return { url, etag: null, lastModified: null };
  const { etag, lastModified } = answer.headers;
  return { url, etag, lastModified };
}

function inWords(answer: Exclude<Download, { outcome: "ok" }>): string {
  if ("detail" in answer) return answer.detail;
  return `${answer.url} answered ${answer.status}`;
}
