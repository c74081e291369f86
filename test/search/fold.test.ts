import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Db, rows } from "#db/types.ts";
import { fold, foldWithPlaces } from "#search/fold.ts";
import { commonCharacters, rareCharacters } from "#search/fold-tables.ts";
import { kanjiForms } from "#search/kanji-forms.ts";
import { openTestDatabase } from "../support/database.ts";

describe("folding", () => {
  test.each<[string, string, string]>([
    ["width", "ＮＨＫ　ﾐｻｲﾙ", "nhk ミサイル"],
    ["composed characters", "㌦㈱①", "ドル(株)1"],
    ["older forms of kanji", "讀賣新聞、國產、濱邉、髙﨑", "読売新聞、国産、浜辺、高崎"],
    ["variants of one form", "葛\u{e0100}城", "葛城"],
    ["letters with marks and case", "Ōsaka Łódź É", "osaka lodz e"],
    ["small kana", "キャンプ ウィーク", "キヤンプ ウイーク"],
    ["ヴ", "ヴァージニア、サーヴィス、ヴェトナム、ヴ", "バージニア、サービス、ベトナム、ブ"],
    ["older kana", "ヱビス ヰ ゑ", "エビス イ え"],
    ["a dot between katakana", "ウィンター・ビーコン", "ウインタービーコン"],
    ["no other dot", "日・米、ア・米", "日・米、ア・米"],
    ["hyphens in designations", "F-35B、Ｆ－３５、F‐35、Fー35、F―35", "f35b、f35、f35、f35、f35"],
    ["no other hyphen", "A - B、甲-乙", "a - b、甲-乙"],
    ["a comma in a number", "1,234,567人、１，０００", "1234567人、1000"],
    ["dashes and quotes", "―“異例”〜‘x’", "-\"異例\"~'x'"],
    ["white space and what is not seen", " a\n\tb\u200bc\u00ad ", " a bc "],
    ["no hiragana", "タイに行きたい", "タイに行きたい"],
  ])("folds %s", (_, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test("ends at a form that is no other's older form", () => {
    const chained = [...kanjiForms].filter(([, to]) => kanjiForms.has(to));
    expect(chained).toEqual([]);
    expect(kanjiForms.size).toBeGreaterThan(400);
  });

  test("with places is the same, and tells where it came from", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { text: folded, from, to } = foldWithPlaces(text);
        expect(folded).toBe(fold(text));
        expect([from.length, to.length]).toEqual([folded.length, folded.length]);
        expect(from.every((at, i) => at < (to[i] ?? 0))).toBe(true);
      }),
    );
  });
});

describe("the database's folding", () => {
  let db: Db;
  beforeAll(async () => {
    db = await openTestDatabase();
  });

  test("is the same, for whatever text", async () => {
    const sample = fc.sample(texts, 3000);
    const found = await rows<{ folded: string }>(
      db,
      sql`select search_fold(t) as folded
        from jsonb_array_elements_text(${JSON.stringify(sample)}::text::jsonb) with ordinality as s(t, n)
        order by n`,
    );
    expect(found.map(({ folded }) => folded)).toEqual(sample.map(fold));
  });

  test("is the same for each character that Japanese and its neighbours are written with", async () => {
    const sample = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code))
      .filter((one) => one > "\0" && one.isWellFormed() && !/\p{Cn}|\p{Co}/u.test(one))
      .filter((one) => one < "\u0530" || (one >= "\u1e00" && one < "\ua000") || one >= "\uf900");
    const found = await rows<{ one: string; folded: string }>(
      db,
      sql`select one, search_fold(one) as folded
        from jsonb_array_elements_text(${JSON.stringify(sample)}::text::jsonb) as one`,
    );
    expect(found.filter(({ one, folded }) => fold(one) !== folded)).toEqual([]);
    expect(found.length).toBeGreaterThan(20_000);
  });

  test("holds the tables that we hold", () => {
    const migration = readFileSync(
      new URL("../../drizzle/0005_search.sql", import.meta.url),
      "utf8",
    );
    for (const table of [commonCharacters, rareCharacters]) {
      const [from, to] = [[...table.keys()].join(""), [...table.values()].join("")];
      const literals = [from, to].map((text) => `'${text.replaceAll("'", "''")}'`);
      expect(migration.replace(/\s+/g, " ")).toContain(literals.join(", "));
    }
  });
});

/** Texts in which what folding looks at is frequent, and anything at all is possible. */
const pieces = [
  ...["ヴァ", "ヴ", "ァ", "ッ", "ー", "・", "･", "ア", "ン", "ｶ", "ﾞ", "ﾟ", "か", "ゔ", "々"],
  ...["讀", "﨑", "髙", "𠮷", "葛\u{e0100}", "神", "㌦", "①", "Ａ", "é", "e", "\u0301", "Ж", "ß"],
  ...["-", "－", "―", "‐", ",", "，", "1", "９", "a", "Z", " ", "　", "\n", "\t", "“", "”", "〜"],
  ...["\u200b", "\u00ad", "%", "_", "\\", "'", "한", "ᄒ", "ᅡ", "ᆫ", "😀", "。", "「", "\u0130"],
];
const texts = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom(...pieces), weight: 9 },
      { arbitrary: fc.string({ unit: "grapheme", maxLength: 3 }), weight: 1 },
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join("").replaceAll("\0", "").replace(recent, ""));

/** Where Unicode still gains letters with a compatibility form, which an older server does not know. */
const recent = /[\ua700-\ua7ff\u{10000}-\u{1f5ff}]/gu;
