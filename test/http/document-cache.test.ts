import { expect, test } from "vitest";
import { type Document, makeDocument } from "#http/bytes.ts";
import { documentCache, type Publication } from "#http/document-cache.ts";

/** A cache over a publication that the test moves; `made` lists what was built. */
function open(limit?: number) {
  const state = { number: 1, made: [] as string[], reads: 0 };
  const read = async (): Promise<Publication> => {
    state.reads += 1;
    return { number: state.number, changedAt: null };
  };
  const documents = documentCache(read, limit);
  const get = (key: string): Promise<Document> =>
    documents(key, ({ number }) => {
      state.made.push(`${key}${number}`);
      return makeDocument("text/plain", `${key}${number}`);
    });
  return { state, documents, get };
}

function textOf(document: Document): string {
  return String(document.variants.identity.bytes);
}

test("a document is made once a publication, however many ask at once", async () => {
  const { state, get } = open();
  const answers = await Promise.all(Array.from({ length: 20 }, () => get("a")));
  expect(new Set(answers).size).toBe(1);
  await get("a");
  expect(state.made).toEqual(["a1"]);
  state.number = 2;
  expect(textOf(await get("a"))).toBe("a2");
});

test("many requests at once share a reading of the publication", async () => {
  const { state, get } = open();
  await Promise.all(Array.from({ length: 20 }, () => get("a")));
  expect(state.reads).toBe(2);
});

test("no request is answered by a reading that began before it", async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  let number = 1;
  let reads = 0;
  const documents = documentCache(async () => {
    const seen = { number, changedAt: null };
    reads += 1;
    if (reads === 1) await held;
    return seen;
  });
  const build = ({ number }: Publication): Promise<Document> =>
    makeDocument("text/plain", `${number}`);
  const before = documents("a", build);
  number = 2;
  const after = documents("a", build);
  release();
  expect(textOf(await after)).toBe("2");
  expect(["1", "2"]).toContain(textOf(await before));
});

test("one that could not be made is tried again by the next request", async () => {
  const { documents, get } = open();
  const failing = documents("a", () => Promise.reject(new Error("no database")));
  await expect(failing).rejects.toThrow("no database");
  expect(textOf(await get("a"))).toBe("a1");
});

test("that there is none is asked again, so that unknown addresses fill nothing", async () => {
  const { documents, get } = open();
  expect(await documents("a", async () => null)).toBeNull();
  expect(textOf(await get("a"))).toBe("a1");
});

test("only the documents last asked for are kept", async () => {
  const { state, get } = open(2);
  for (const key of ["a", "b", "a", "c", "a", "b"]) await get(key);
  expect(state.made).toEqual(["a1", "b1", "c1", "b1"]);
});
