// Documents made from what is published, kept until something is published: nobody gets one that is
// older than his request, and however many ask, each is made once.

import type { Document } from "./bytes.ts";

/** Which state of the archive a document shows: `number` rises with every change. */
export type Publication = { number: number; changedAt: Temporal.Instant | null };

/** The document of that key, made by `build` where none of the current publication is kept. */
export type DocumentCache = <D extends Document | null>(
  key: string,
  build: (publication: Publication) => Promise<D>,
) => Promise<D>;

/** Keeps the `limit` documents last asked for. What `build` has no document for is not kept. */
export function documentCache(read: () => Promise<Publication>, limit = 300): DocumentCache {
  const kept = new Map<string, { number: number; document: Promise<Document | null> }>();
  const current = shareCalls(read);

  return async <D extends Document | null>(
    key: string,
    build: (publication: Publication) => Promise<D>,
  ): Promise<D> => {
    const publication = await current();
    const found = kept.get(key);
    const fresh = found !== undefined && found.number >= publication.number;
    const document = fresh ? (found.document as Promise<D>) : build(publication);
    kept.delete(key); // and set again: a Map remembers the order of setting
    kept.set(key, { number: fresh ? found.number : publication.number, document });
    if (kept.size > limit) kept.delete(kept.keys().next().value ?? "");
    if (!fresh) forgetUnlessMade(key, document);
    return document;
  };

  function forgetUnlessMade(key: string, document: Promise<Document | null>): void {
    const forget = (): void => {
      if (kept.get(key)?.document === document) kept.delete(key);
    };
    document.then((made) => made ?? forget(), forget);
  }
}

/**
 * Calls made while one runs share the next run, which starts after they were made: so none is
 * answered with something older than itself, and at most one run is under way.
 */
function shareCalls<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | null = null;
  let next: Promise<T> | null = null;

  function start(): Promise<T> {
    next = null;
    const answer = run();
    running = answer;
    const end = (): void => {
      if (running === answer) running = null;
    };
    answer.then(end, end);
    return answer;
  }

  return () => {
    if (running === null) return start();
    next ??= running.then(start, start);
    return next;
  };
}
