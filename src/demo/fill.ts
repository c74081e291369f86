// What the demo's archive holds before it opens, and where the walk through it begins.

import { readFile } from "node:fs/promises";
import type { Parts } from "#app/parts.ts";
import { listCandidates } from "#candidates/store.ts";
import { createKey } from "#editors/keys.ts";
import { listEntries } from "#entries/store.ts";
import { importPage } from "#handmade/import.ts";
import { parsePage } from "#handmade/import-text.ts";
import { pageTopic } from "./demo-config.ts";
import { papers } from "./papers.ts";
import { carrier } from "./stories/carrier.ts";
import type { WalkFrom } from "./walk.ts";

/** The hand-made page. */
export async function importDemoPage({ database, config, clock }: Parts): Promise<void> {
  const text = await readFile(new URL("./archive-page.txt", import.meta.url), "utf8");
  const publishers = papers.flatMap(({ stories }) => stories.map(({ publisher }) => publisher));
  const names = [...papers.map(({ name }) => name), ...publishers];
  const knownSources = names.filter((name) => name !== undefined);
  await importPage(database.db, parsePage(text, { knownSources }), {
    topic: pageTopic,
    timeZone: config.archive.timeZone,
    now: clock(),
  });
}

/** A new key, the carrier's first story, and the number that the next entry gets. */
export async function startOfWalk({ database, clock }: Parts): Promise<Omit<WalkFrom, "url">> {
  const { db } = database;
  const by = { id: "demo", name: "demo" };
  const { key } = await createKey(db, { name: "demo", role: "admin", by, now: clock() });
  const candidates = await listCandidates(db, { source: "carrier", limit: 50 });
  const first = candidates.find(({ title }) => title === carrier[0]?.headline);
  if (!first) throw new Error("the newsstand was polled and its first story not found");
  const [last] = await listEntries(db, { limit: 1 });
  return { key, candidate: first.id, entry: (last?.id ?? 0) + 1 };
}
