// Entries as editors might type them: ordinary ones, and ones that look like parts of a page.

import fc from "fast-check";
import { oneLine } from "#base/text.ts";
import { archiveId } from "#entries/archive-id.ts";
import { languageOf } from "#entries/language.ts";
import { normaliseSummary } from "#entries/summary.ts";
import type { WrittenEntry } from "#handmade/written-entry.ts";

/** What a page uses for itself, and what looks like it. */
const marks = [
  ...["2026.01.31", "2026.01.31 9:05", "18:54", "9:05 港", "<2602-013101>", "<<2602-013101", "/a>"],
  ...[
    "(Yahoo)",
    "（瓦版）",
    "()",
    "【註】",
    "【註】港",
    "【注】",
    "【関連記事:2602-013101】",
    "【関連記事",
  ],
  ...["【リンク:https://news.example/1】", "【言語:en】", "【書誌・出典:港】", "【書誌・経由:】"],
  ...["2025年の報道", "2016年以前の報道  2024年の報道", "年 月 日", "要 旨", "出典"],
  ...[
    "・港",
    "・・港",
    "(1)港",
    "(2) 港",
    "（３）港",
    "(12)",
    "(100)港",
    "訓練は、",
    "CSIS)が述べた。",
  ],
  ...[
    "\\",
    "\\【註】",
    "\\\\2026.01.31",
    "\\300万",
    "<b>港</b>",
    "&amp;",
    "&lt;td&gt;",
    "<!-- 港 -->",
    "<td>",
    "<table><tr>",
  ],
  ...[
    "瓦版通信",
    "瓦版通信 港",
    "Harbor",
    "Harbor Wire",
    "港  港",
    "港\u00a0港",
    "港　港",
    "㌦ ~ 〜 “”",
  ],
];
const words = fc.constantFrom("港", "の", "訓練", "Harbor", "Wire", " ", "。", "、", "(", ")", "1");
const sentence = fc.array(words, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
const line = fc.oneof(
  { weight: 3, arbitrary: sentence },
  { weight: 3, arbitrary: fc.constantFrom(...marks) },
  fc.tuple(fc.constantFrom(...marks), sentence).map((parts) => parts.join(" ")),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const text = fc.array(line, { maxLength: 8 }).map((lines) => normaliseSummary(lines.join("\n")));
const heading = line.map(oneLine).filter((one) => one !== "");
const source = fc.oneof(fc.constantFrom("瓦版通信", "Harbor Wire", "東都新聞"), heading);

const days = fc
  .integer({ min: 0, max: 364 })
  .map((n) => Temporal.PlainDate.from("2026-01-01").add({ days: n }));
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const ids = fc
  .tuple(days, fc.integer({ min: 1, max: 99 }))
  .map(([day, sequence]) => archiveId(day, sequence));

/** As the archive stores them: what an editor typed, normalised. */
export const writtenEntry: fc.Arbitrary<WrittenEntry> = fc
  .record({
    archiveId: ids,
    reportedOn: days,
    reportedTime: fc.option(times),
    source,
    via: fc.option(fc.oneof(fc.constant("Yahoo"), heading)),
    title: heading,
    url: fc.option(
      fc.oneof(fc.webUrl(), fc.constantFrom("https://news.example/?a=1&b=「2」", "http://x/】")),
    ),
    language: fc.option(fc.constantFrom("ja", "en", "zh-Hant", "ko")),
    summary: text,
    notes: fc.array(text, { maxLength: 3 }).map((notes) => notes.filter((note) => note !== "")),
    related: fc.uniqueArray(ids, { maxLength: 3 }),
  })
  .map((entry) => ({ ...entry, language: entry.language ?? languageOf(entry.title) }));

export const names = ["瓦版通信", "Harbor", "Harbor Wire"];
