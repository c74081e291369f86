import { expect, test } from "vitest";
import type { Document } from "#http/bytes.ts";
import { type Changes, documentCache, type TagState } from "#http/document-cache.ts";

const start = Temporal.Instant.from("2026-08-01T00:00:00Z");

/** A cache over a log of publications, each a list of tags; `made` lists what was written. */
function open(options: { freshForMs?: number; limit?: number } = { freshForMs: 0 }) {
  const log: string[][] = [["all"]];
  const made: string[] = [];
  let reads = 0;
  const latest = (tags: readonly string[]): number =>
    log.findLastIndex((changed) => changed.some((tag) => tags.includes(tag))) + 1;
  const documents = documentCache(
    {
      readChanges: async (since): Promise<Changes> => {
        reads += 1;
        return { number: log.length, tags: log.slice(since).flat() };
      },
      readTags: async (tags): Promise<TagState> => {
        const number = latest(tags);
        return number === 0 ? null : { number, changedAt: start.add({ seconds: number }) };
      },
    },
    options,
  );
  const get = (key: string, tags = ["all"], text = ""): Promise<Document | null> =>
    documents.get(key, async () => {
      made.push(`${key}${log.length}`);
      return { contentType: "text/plain", text: text || `${key}${log.length}`, tags };
    });
  return { documents, get, log, made, reads: () => reads };
}

function textOf(document: Document | null): string {
  return String(document?.variants.identity.bytes);
}

test("a document is made once, however many ask at once", async () => {
  const { get, log, made } = open();
  const answers = await Promise.all(Array.from({ length: 20 }, () => get("a")));
  expect(new Set(answers).size).toBe(1);
  await get("a");
  expect(made).toEqual(["a1"]);
  log.push(["all"]);
  expect(textOf(await get("a"))).toBe("a2");
});

test("a publication makes only those documents again whose tags it names", async () => {
  const { get, log, made, documents } = open();
  await get("a", ["entry:a", "year"]);
  await get("b", ["entry:b", "year"]);
  log.push(["all", "entry:b"]);
  await get("a", ["entry:a", "year"]);
  await get("b", ["entry:b", "year"]);
  log.push(["all", "year"]);
  await get("a", ["entry:a", "year"]);
  await get("b", ["entry:b", "year"]);
  expect(made).toEqual(["a1", "b1", "b2", "a3", "b3"]);
  expect(documents.made()).toBe(5);
});

test("Last-Modified is the latest change of what is shown, whenever it was made", async () => {
  const { get, log } = open();
  log.push(["year"], ["entry:x"]);
  expect((await get("a", ["year"]))?.lastModified).toBe("Sat, 01 Aug 2026 00:00:02 GMT");
  expect((await get("b", ["nothing"]))?.lastModified).toBeUndefined();
});

test("a change that comes while it is written is never behind its own Last-Modified", async () => {
  const { documents, log } = open();
  let writes = 0;
  const document = await documents.get("a", async () => {
    writes += 1;
    const text = `state ${log.length}`;
    if (writes === 1) log.push(["year"]);
    return { contentType: "text/plain", text, tags: ["year"] };
  });
  expect(textOf(document)).toBe("state 2");
  expect(document?.lastModified).toBe("Sat, 01 Aug 2026 00:00:02 GMT");
});

test("where every writing is overtaken, it goes without Last-Modified and is not kept", async () => {
  const { documents, log } = open();
  const write = async () => {
    log.push(["year"]);
    return { contentType: "text/plain", text: `state ${log.length}`, tags: ["year"] };
  };
  const document = await documents.get("a", write);
  expect(document?.lastModified).toBeUndefined();
  expect(await documents.get("a", write)).not.toBe(document);
});

test("many requests at once share a reading of what changed", async () => {
  const { get, reads } = open();
  await Promise.all(Array.from({ length: 20 }, () => get("a")));
  expect(reads()).toBe(2);
});

test("what changed is asked once in a while, and at once after one's own change", async () => {
  const { documents, get, log, reads } = open({ freshForMs: 60_000 });
  await get("a");
  log.push(["all"]);
  expect(textOf(await get("a"))).toBe("a1");
  expect(reads()).toBe(1);
  documents.expire();
  expect(textOf(await get("a"))).toBe("a2");
  expect(reads()).toBe(2);
});

test("a reading that began before one's own change does not count", async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  let number = 1;
  let reads = 0;
  const documents = documentCache(
    {
      readChanges: async () => {
        const seen = { number, tags: null };
        reads += 1;
        if (reads === 1) await held;
        return seen;
      },
      readTags: async () => null,
    },
    { freshForMs: 60_000 },
  );
  const write = async () => ({ contentType: "text/plain", text: `${number}`, tags: [] });
  const before = documents.get("a", write);
  number = 2;
  documents.expire();
  const after = documents.get("a", write);
  release();
  expect(textOf(await after)).toBe("2");
  await before;
  expect(reads).toBe(2);
});

test("one that could not be made is tried again by the next request", async () => {
  const { documents, get } = open();
  const failing = documents.get("a", () => Promise.reject(new Error("no database")));
  await expect(failing).rejects.toThrow("no database");
  expect(textOf(await get("a"))).toBe("a1");
});

test("that there is none is asked again, so that unknown addresses fill nothing", async () => {
  const { documents, get } = open();
  expect(await documents.get("a", async () => null)).toBeNull();
  expect(textOf(await get("a"))).toBe("a1");
});

test("only the documents last asked for are kept", async () => {
  const { get, made } = open({ freshForMs: 0, limit: 5000 });
  const text = "あ".repeat(700); // 2,100 bytes, and little more for its codings
  for (const key of ["a", "b", "a", "c", "a", "b"]) await get(key, ["all"], text);
  expect(made).toEqual(["a1", "b1", "c1", "b1"]);
});
