// Documents made from what is published, kept until a publication changes what they show. A document
// names what it shows by tags, and a publication the tags it changed: a CDN's surrogate keys.

import { type Document, type DocumentOptions, makeDocument, sizeOf } from "./bytes.ts";
import { shareCalls } from "./share-calls.ts";

/** What changed after publication `since`; `tags` is null where it is more than is told. */
export type Changes = { number: number; tags: readonly string[] | null };

/** The latest change of any of the tags; null where nothing of them was ever published. */
export type TagState = { number: number; changedAt: Temporal.Instant } | null;

export type PublicationLog = {
  readChanges: (since: number) => Promise<Changes>;
  readTags: (tags: readonly string[]) => Promise<TagState>;
};

/** A document before its bytes are made. `tags` name whatever it would look different without. */
export type Written = {
  contentType: string;
  text: string;
  tags: readonly string[];
  /** Further headers of the document, in lower case. */
  headers?: DocumentOptions["headers"];
};

export type DocumentCache = {
  /** The document of that key; null, which is not kept, where `write` has none. */
  get: (key: string, write: () => Promise<Written | null>) => Promise<Document | null>;
  /** The same where it is made already and known to be of now, and at once; null where it is not. */
  kept: (key: string) => Document | null;
  /** From now on nobody gets what is older than now: who changed something sees it changed. */
  expire: () => void;
  /** How many documents were made since the start. */
  made: () => number;
};

type Kept = {
  document: Promise<Document | null>;
  /** Null until it is made. */
  made: Document | null;
  tags: ReadonlySet<string> | null;
  bytes: number;
};

/** Written anew where a publication came in between; after these, sent without Last-Modified. */
const tries = 3;

/**
 * Keeps the documents last asked for, up to `limit` bytes. The database is asked what has changed at
 * most once in `freshForMs`, so a replica is late by no more; after `expire` it is asked at once.
 */
export function documentCache(
  log: PublicationLog,
  { freshForMs = 250, limit = 64 * 1024 * 1024 }: { freshForMs?: number; limit?: number } = {},
): DocumentCache {
  const kept = new Map<string, Kept>();
  const state = { number: 0, bytes: 0, made: 0, epoch: 0, freshUntil: 0 };

  const refresh = shareCalls(async () => {
    const [began, epoch] = [performance.now(), state.epoch];
    const { number, tags } = await log.readChanges(state.number);
    if (number !== state.number) forgetChanged(tags);
    state.number = number;
    if (epoch === state.epoch) state.freshUntil = began + freshForMs;
  });

  return {
    get: async (key, write) => {
      if (performance.now() >= state.freshUntil) await refresh();
      const found = find(key);
      return found ? found.document : make(key, write);
    },
    kept: (key) => (performance.now() < state.freshUntil ? (find(key)?.made ?? null) : null),
    expire: () => {
      state.epoch += 1;
      state.freshUntil = 0;
    },
    made: () => state.made,
  };

  function find(key: string): Kept | undefined {
    const found = kept.get(key);
    if (!found) return undefined;
    kept.delete(key); // and set again: a Map remembers the order of setting
    kept.set(key, found);
    return found;
  }

  function make(key: string, write: () => Promise<Written | null>): Promise<Document | null> {
    const entry: Kept = { document: Promise.resolve(null), made: null, tags: null, bytes: 0 };
    kept.set(key, entry);
    entry.document = writeSettled(write).then(
      (made) => {
        if (made === null) forget(key, entry);
        else keep(key, entry, made);
        return made?.document ?? null;
      },
      (error) => {
        forget(key, entry);
        throw error;
      },
    );
    return entry.document;
  }

  /** A Last-Modified must not be that of a change which the text does not show yet. */
  async function writeSettled(write: () => Promise<Written | null>): Promise<Made | null> {
    for (let left = tries; ; left -= 1) {
      const { number } = state;
      const written = await write();
      if (written === null) return null;
      const { contentType, text, tags, headers } = written;
      const latest = await log.readTags(tags);
      const isSettled = latest === null || latest.number <= number;
      if (isSettled || left === 1) {
        state.made += 1;
        const modifiedAt = isSettled ? (latest?.changedAt ?? null) : null;
        const document = await makeDocument(contentType, text, {
          modifiedAt,
          ...(headers && { headers }),
        });
        return { document, tags };
      }
      await refresh();
    }
  }

  function keep(key: string, entry: Kept, { document, tags }: Made): void {
    if (kept.get(key) !== entry) return;
    entry.made = document;
    entry.tags = new Set(tags);
    entry.bytes = sizeOf(document);
    state.bytes += entry.bytes;
    for (const [oldest, old] of kept) {
      if (state.bytes <= limit) break;
      if (old.tags !== null) forget(oldest, old);
    }
  }

  function forget(key: string, entry: Kept): void {
    if (kept.get(key) !== entry) return;
    kept.delete(key);
    state.bytes -= entry.bytes;
  }

  /** One that is being made may have read what was there before. */
  function forgetChanged(changed: readonly string[] | null): void {
    for (const [key, entry] of kept) {
      const { tags } = entry;
      if (changed === null || tags === null || changed.some((tag) => tags.has(tag))) {
        forget(key, entry);
      }
    }
  }
}

type Made = { document: Document; tags: readonly string[] };
