// A candidate from one page that an editor names.

import type { Topic } from "#base/archive.ts";
import type { Clock } from "#base/clock.ts";
import { Problem } from "#base/problem.ts";
import { webAddress } from "#base/web-address.ts";
import type { Db } from "#db/types.ts";
import { addAudit } from "#editors/audit.ts";
import type { Actor } from "#http/actor.ts";
import type { Download } from "#net/outcome.ts";
import { canonicalUrl } from "#sources/canonical-url.ts";
import { pageText } from "#sources/discover-page.ts";
import type { Item } from "#sources/item.ts";
import { type Article, readArticle } from "./article.ts";
import { addByHand, byHand, findByIdentity, findByUrl } from "./capture-store.ts";
import { digestOf, identityOf } from "./identity.ts";
import { type Stacking, stackNew } from "./stacking.ts";
import { addStories, type Candidate, findCandidate } from "./store.ts";
import { topicsOf } from "./topics.ts";

export type Capturing = {
  db: Db;
  clock: Clock;
  /** Spaces the requests to one host. */
  download: (url: string) => Promise<Download>;
  topics: readonly Topic[];
  /** The archive's, for a page that declares none. */
  language: string;
  /** IANA name, for dates without a zone. */
  zone: string;
  stacking: Stacking;
};

export type Captured = { candidate: Candidate; created: boolean };

/**
 * A story that is known, by whatever source, is answered as it is and nothing is downloaded twice.
 * Problem "invalid-input": an address or topic that is none, a page that cannot be had (`outcome`
 * tells why) or that has no headline.
 */
export async function captureCandidate(
  capturing: Capturing,
  actor: Actor,
  wanted: { url: string; topics?: readonly string[] },
): Promise<Captured> {
  const { db, zone } = capturing;
  const url = webAddress(wanted.url);
  if (!url) throw new Problem("invalid-input", `body/url is ${wanted.url}, no http(s) address.`);
  checkTopics(wanted.topics ?? [], capturing.topics);
  const asked = canonicalUrl(url) ?? url;
  const known = await findByUrl(db, [url, asked]);
  if (known) return stacked(capturing, { candidate: known, created: false });
  const { answer, text } = await pageAt(capturing, url);
  const article = readArticle(text, answer.url, zone);
  if (!article) throw new Problem("invalid-input", `${answer.url} is a page without a headline.`);
  return stacked(capturing, await store(capturing, actor, article, wanted.topics));
}

/** With its stack, for which it need not wait until the next tick. */
async function stacked({ db, stacking }: Capturing, captured: Captured): Promise<Captured> {
  const { id, stackId } = captured.candidate;
  if (stackId !== null) return captured;
  await stackNew(stacking, { only: [id] });
  return { ...captured, candidate: (await findCandidate(db, id)) ?? captured.candidate };
}

async function pageAt({ download }: Capturing, url: string) {
  const answer = await download(url);
  if (answer.outcome === "ok") {
    return { answer, text: pageText(answer.bytes, answer.headers.contentType) };
  }
  const { outcome } = answer;
  const why = "detail" in answer ? answer.detail : `it answered ${answer.status}`;
  throw new Problem("invalid-input", `${url} cannot be had (${outcome}): ${why}.`, {
    extra: { outcome },
  });
}

async function store(
  capturing: Capturing,
  actor: Actor,
  article: Article,
  topics: readonly string[] | undefined,
): Promise<Captured> {
  const now = capturing.clock();
  return capturing.db.transaction(async (db) => {
    const known = await findByUrl(db, [article.url]);
    if (known) return { candidate: known, created: false };
    const item = itemOf(article);
    const identity = identityOf(item);
    const slugs = capturing.topics.map(({ slug }) => slug);
    const story = {
      ...{ identity, digest: digestOf(item), title: item.title, excerpt: item.excerpt },
      ...{ url: article.url, publisher: article.publisher, timed: article.timed },
      topics: topics ?? topicsOf(item, slugs, capturing.topics),
      published_at: article.publishedAt,
      published_raw: article.publishedRaw,
    };
    await addByHand(db, now);
    const source = { id: byHand, via: null, language: article.language ?? capturing.language };
    const { added } = await addStories(db, source, [story], now);
    const candidate = await findByIdentity(db, identity);
    if (!candidate) throw new Error(`the candidate of ${article.url} is not there`);
    if (added === 0) return { candidate, created: false };
    const subject = `candidate:${candidate.id}`;
    await addAudit(db, { at: now, actor, act: "capture", subject, after: { url: article.url } });
    return { candidate, created: true };
  });
}

function itemOf(article: Article): Item {
  const { headline: title, url, excerpt, publisher, publishedRaw, publishedAt, timed } = article;
  return {
    ...{ guid: null, url, canonicalUrl: url, title, excerpt, publisher },
    ...{ publishedRaw, publishedAt, timed },
  };
}

function checkTopics(slugs: readonly string[], topics: readonly Topic[]): void {
  const unknown = slugs.find((slug) => !topics.some((topic) => topic.slug === slug));
  if (unknown === undefined) return;
  const known = topics.map(({ slug }) => slug).join(", ");
  throw new Problem("invalid-input", `body/topics has ${unknown}; the topics are ${known}.`);
}
