// How fast pages go in and out, and the whole archive: `DATABASE_URL=… node bench/in-and-out.ts [ENTRIES]`

import { backUp } from "#backup/backup.ts";
import { restore } from "#backup/restore.ts";
import { connectServer } from "#db/open.ts";
import type { Db } from "#db/types.ts";
import { archiveId } from "#entries/archive-id.ts";
import { importPage } from "#handmade/import.ts";
import { readPage } from "#handmade/read-page.ts";
import { writeHtml } from "#handmade/write-html.ts";
import type { WrittenEntry } from "#handmade/written-entry.ts";
import { type Figure, printFigures } from "./support/figures.ts";
import { withScratchDatabase } from "./support/scratch.ts";

const total = Number(process.argv[2] ?? 20_000);
const years = 10;
const knownSources = ["瓦版通信"];
const paragraph =
  "港湾局が岸壁を拡張すると発表し、工事を来年度に始めて三年で終える見通しを示した。";

const told = { now: Temporal.Instant.from("2026-11-25T00:00:00Z"), onProgress: () => {} };

printFigures(
  await withScratchDatabase((from) =>
    withScratchDatabase((to) => measure(connectServer(from), connectServer(to)), "restored"),
  ),
);

type Server = ReturnType<typeof connectServer>;

async function measure(first: Server, second: Server): Promise<Figure[]> {
  try {
    const pages = Array.from({ length: years }, (_, i) => yearOf(2015 + i));
    const written = await perSecond(() => pages.map(write));
    const imported = await perSecond(() => bringIn(first.db, written.result));
    const again = await perSecond(() => bringIn(first.db, written.result));
    const lines: string[] = [];
    const kept = await perSecond(() => keep(first.db, lines));
    const restored = await perSecond(() => bringBack(second.db, lines));
    return [
      { name: "export, HTML: entries/s", value: total / written.seconds },
      { name: "import, HTML: entries/s", value: total / imported.seconds, least: 1000 },
      { name: "import again, nothing changed: entries/s", value: total / again.seconds },
      { name: "backup: rows/s", value: kept.result / kept.seconds, note: `${kept.result} rows` },
      { name: "restore: rows/s", value: kept.result / restored.seconds },
    ];
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
}

async function perSecond<T>(run: () => T | Promise<T>): Promise<{ seconds: number; result: T }> {
  const began = performance.now();
  const result = await run();
  return { seconds: (performance.now() - began) / 1000, result };
}

function write(entries: WrittenEntry[], i: number): string {
  const heading = `${2015 + i}年の港湾`;
  const page = { heading, language: "ja" as const, years: [], addressOf: String, entries };
  return writeHtml(page, knownSources);
}

async function bringIn(db: Db, pages: readonly string[]): Promise<void> {
  for (const text of pages) {
    const page = readPage(text, { knownSources });
    if ("fault" in page) throw new Error(page.fault);
    const now = Temporal.Instant.from("2026-11-25T00:00:00Z");
    await importPage(db, page, { topic: "harbour", timeZone: "Asia/Tokyo", now });
  }
}

function keep(db: Db, lines: string[]): Promise<number> {
  const write = async (text: string): Promise<void> => {
    for (const line of text.slice(0, -1).split("\n")) lines.push(line);
  };
  return backUp({ ...told, db, version: "bench", write });
}

async function bringBack(db: Db, lines: readonly string[]): Promise<void> {
  async function* each(): AsyncGenerator<string> {
    yield* lines;
  }
  await restore({ ...told, db, lines: each() });
}

/** As many entries a day as the year needs: a summary of 375 characters, the seed's median. */
function yearOf(year: number): WrittenEntry[] {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return Array.from({ length: total / years }, (_, i): WrittenEntry => {
    const day = first.add({ days: i % 365 });
    return {
      archiveId: archiveId(day, 1 + Math.floor(i / 365)),
      ...{ reportedOn: day, reportedTime: "18:54", source: "瓦版通信", via: "Yahoo" },
      ...{ title: `港の岸壁を拡張、${i}件目の発表`, url: `https://news.example/${year}/${i}` },
      ...{ language: "ja", notes: [], related: [] },
      summary: Array.from({ length: 3 }, () => paragraph.repeat(3)).join("\n"),
    };
  }).toReversed();
}
