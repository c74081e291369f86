// The configuration that ships: it is what a stranger's first start runs.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { editorSchemas } from "#config/editor-schemas.ts";
import { describeFaults } from "#config/fault.ts";
import { readConfig } from "#config/read-config.ts";
import { passesGate } from "#sources/gate.ts";
import type { SourceSpec } from "#sources/spec.ts";

const root = join(import.meta.dirname, "../..");
const read = readConfig({ dir: join(root, "config"), env: {} });
const sources: readonly SourceSpec[] = "ok" in read ? read.ok.sources : [];

test("it has no fault", () => {
  expect("faults" in read ? describeFaults(read.faults) : "").toBe("");
});

test("its weekly digest goes out on Monday at seven in Japan", () => {
  const config = "ok" in read ? read.ok : null;
  expect(config?.archive.timeZone).toBe("Asia/Tokyo");
  expect(config?.digests).toMatchObject([{ frequency: "weekly", cron: "0 7 * * 1" }]);
});

test.each([
  "毎日新聞",
  "共同通信",
  "Janes",
  "日経新聞",
  "Reuters",
  "時事通信",
  "聯合ニュース",
  "産経新聞",
  "産經新聞",
  "讀賣新聞",
  "朝日新聞",
  "日テレ News",
  "FNN Prime Online",
  "乗りものニュース",
  "National Defense",
  "Inside Defense",
  "Stars & Stripes",
  "高橋浩祐",
])("it knows %s", (name) => {
  expect(sources.some((source) => [source.name, ...source.aliases].includes(name))).toBe(true);
});

test("some sources are on, and none of those is known to allow personal use only", () => {
  const on = sources.filter((source) => source.active);
  expect(on.length).toBeGreaterThan(4);
  for (const { terms } of on) expect(terms).not.toMatch(/personal|licence|consent|subscriber/i);
});

test("a gate shuts out no word that its source's topics ask for", () => {
  const topics = "ok" in read ? read.ok.archive.topics : [];
  const gated = sources.filter(({ gate }) => gate);
  expect(gated.length).toBeGreaterThan(20);
  for (const { id, gate, language, topics: own } of gated) {
    const words = topics.filter(({ slug }) => own.includes(slug)).flatMap((one) => one.keywords);
    // A paper in English names Japan in every other story.
    const asked = words.filter((word) => !/^Japan(ese)?$/.test(word));
    const japanese = (word: string): boolean => /[^\x20-\x7e]/.test(word);
    const told = asked.filter((word) => japanese(word) === (language === "ja"));
    const shut = told.filter((title) => !passesGate({ title, excerpt: "" }, gate));
    expect.soft([id, shut]).toEqual([id, []]);
  }
});

test.each([
  "archive.json",
  "sources.json",
  "style.json",
  "entities.json",
  "glossary.json",
] as const)("config/schema/%s is what the program checks by", async (name) => {
  const shipped = join(root, "config/schema", name);
  await expect(editorSchemas()[name]).toMatchFileSnapshot(shipped);
});

const evidenceFile = join(root, "../shared/data/sources.json");
const pageFile = join(root, "../shared/data/archive-2025.entries.jsonl");

describe("against the record of what answered", () => {
  test("every source that is on was seen to answer", ({ skip }) => {
    skip(!existsSync(evidenceFile), `${evidenceFile} is not here`);
    const record = JSON.parse(readFileSync(evidenceFile, "utf8")) as Evidence[];
    for (const { id, address } of sources.filter((source) => source.active)) {
      for (const url of address) {
        const status = record.find((row) => row.url === url)?.status ?? "no record";
        expect.soft(`${id}: ${answered(status)}`, status).toBe(`${id}: true`);
      }
    }
  });

  test("every source of the archive's page of 2025 is known", ({ skip }) => {
    skip(!existsSync(pageFile), `${pageFile} is not here`);
    const known = new Set(sources.flatMap(({ name, aliases }) => [name, ...aliases]));
    const lines = readFileSync(pageFile, "utf8").trim().split("\n");
    const named = lines.map((line) => (JSON.parse(line) as { source: string }).source);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test("the reading of a record tells a dead address from a live one", () => {
    const dead = ["feeds/news = 404", "403 to a bare bot", "200 but 0 items", "in use 2026"];
    expect(dead.filter(answered)).toEqual([]);
    expect(["200 2026-09-27", "OK 2026-07", "44 items 2026-07"].every(answered)).toBe(true);
  });
});

type Evidence = { url: string; status: string };

/** The first clause is of the address itself; later ones tell of its neighbours. */
function answered(status: string): boolean {
  const first = status.split(";")[0] ?? "";
  const seen = /^(200 |OK |verified |captured |[1-9]\d* items )/.test(first);
  return seen && !/\b(40\d|empty|blocked|not verified|0 items)\b/i.test(first);
}
