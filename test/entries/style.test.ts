import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkStyle } from "#entries/style.ts";
import type { StyleFile } from "#entries/style-file.ts";
import { applyFixes, fixAll } from "#entries/style-fix.ts";
import { houseStyle } from "../support/house-style.ts";

const style = houseStyle();

function marked(text: string, using = style): string[] {
  return checkStyle(text, "summary", using).map(({ kind, text: here, severity, fix }) =>
    [kind, severity, here, ...(fix ? [`→ ${fix.with}`] : [])].join(" "),
  );
}

describe("the rules that ship", () => {
  test.each([
    ["3カ国が参加した。", ["small-ka warning 3カ → 3ヵ"], "3ヵ国が参加した。"],
    ["３か国が参加した。", null, "3ヵ国が参加した。"],
    ["十ケ国と数ヶ月、二箇所で。", null, "十ヵ国と数ヵ月、二ヵ所で。"],
    ["3ヵ国が参加した。", [], "3ヵ国が参加した。"],
    ["ケ国は地名である。", [], "ケ国は地名である。"],
    ["1500人が参加した。", null, "1,500名が参加した。"],
    ["3万人が参加した。", ["persons notice 万人 → 万名"], "3万名が参加した。"],
    ["日本人と外国人、人口、二人組。", [], "日本人と外国人、人口、二人組。"],
    ["5人目となる。", [], "5人目となる。"],
    ["10億ドルで買う。", ["dollars warning 億ドル → 億㌦"], "10億㌦で買う。"],
    ["500万豪ドルで買う。", [], "500万豪ドルで買う。"],
    ["2024年に20240円を払う。", null, "2024年に20,240円を払う。"],
    ["1・5倍になった。", ["decimal-point warning 1・5 → 1.5"], "1.5倍になった。"],
    ["5〜6日に行う。", ["range notice 〜 → ~"], "5~6日に行う。"],
    ["キーン・エッジに続きキーンエッジ。", null, "Keen Edgeに続きKeen Edge。"],
    ["トマホークを撃つ。", ["equipment-names notice トマホーク → Tomahawk"], "Tomahawkを撃つ。"],
    ["F35が飛ぶ。", ["designation-hyphen notice F35 → F-35"], "F-35が飛ぶ。"],
    ["F15Kが飛ぶ。C4ISRも。", ["designation-hyphen notice F15 → F-15"], "F-15Kが飛ぶ。C4ISRも。"],
    ["港。  沖。", ["double-space warning    →  "], "港。 沖。"],
    ["港。\u3000沖。", null, "港。 沖。"],
    ["港 、沖 。", null, "港、沖。"],
    ["港。。", ["double-stop warning 。。 → 。"], "港。"],
    ["港，沖．", null, "港、沖。"],
    ["港</a>で&amp;。", ["markup warning </a>", "markup warning &amp;"], "港</a>で&amp;。"],
    ["訓練する部隊=潮見新報提供", null, "訓練する部隊=潮見新報提供。"],
    ["訓練をしました。", ["plain-style notice ました。"], "訓練をしました。"],
    ["「訓練をします」と述べた。", [], "「訓練をします」と述べた。"],
    ["壊れた\uFFFD字。", ["broken-character warning \uFFFD"], "壊れた\uFFFD字。"],
    ["ﾐｻｲﾙをＡＢＣ（港）に９発。", null, "ミサイルをABC(港)に9発。"],
    ["これは何か？そうだ！", [], "これは何か？そうだ！"],
  ])("%j", (text, expected, fixed) => {
    if (expected !== null) expect(marked(text)).toEqual(expected);
    else expect(marked(text)).not.toEqual([]);
    expect(fixAll(text, "summary", style)).toBe(fixed);
  });

  test("the headline is the source's own", () => {
    expect(checkStyle("3カ国が参加 【速報", "title", style)).toEqual([]);
  });

  test("a mark tells what is wrong in the archive's language", () => {
    const english = houseStyle(undefined, "en");
    const [mark] = checkStyle("3カ国が参加した。", "summary", english);
    expect(mark?.message).toBe("Write ヵ国, ヵ月, ヵ所.");
  });
});

describe("brackets", () => {
  test.each([
    ["「港」と『沖』(注)【註】<図>“声”。", []],
    ["「港と述べた。", ["brackets warning 「"]],
    ["港」と述べた。", ["brackets warning 」"]],
    ["「港\n沖」と述べた。", null],
    ["「港(沖」)と述べた。", ["brackets warning (", "brackets warning )"]],
    ["【関連記事:2508-071408", ["lenticular_brackets block 【 → 】"]],
    ["関連記事】がある。", ["lenticular_brackets block 】"]],
  ])("%j", (text, expected) => {
    const brackets = marked(text).filter((mark) => mark.includes("brackets"));
    expect(brackets).toEqual(expected ?? []);
  });
});

describe("full stops", () => {
  test.each([
    ["訓練があった", ["full_stop warning た → 。"]],
    ["訓練があった。\n次もある", ["full_stop warning る → 。"]],
    ["訓練があった \n次もある。", ["full_stop warning た → 。"]],
    ["「やる」と述べた。", []],
    ["首相は「やる」", []],
    ["訓練があった(別記事あり)", []],
    ["参加したのは\n・護衛艦\n・補給艦\nの2隻である。", []],
    ["参加したのは\n(1)護衛艦\n(2)補給艦\nの2隻である", ["full_stop warning る → 。"]],
    ["訓練があった、", ["full_stop warning 、"]],
    ["Only English here", []],
  ])("%j", (text, expected) => {
    expect(marked(text).filter((mark) => mark.startsWith("full_stop"))).toEqual(expected);
  });
});

describe("archive ids", () => {
  test.each([
    ["【関連記事:2508-071408】", []],
    ["【関連記事:2508-071408、2508-072416】", []],
    ["<<2502-013105>を見よ。", ["id_form warning <<2502-013105> → 【関連記事:2502-013105】"]],
    ["(2508-071408)を見よ。", ["id_form warning (2508-071408) → 【関連記事:2508-071408】"]],
    ["2508-071408を見よ。", ["id_form warning 2508-071408 → 【関連記事:2508-071408】"]],
    ["<2508-991408>を見よ。", ["ids block <2508-991408>"]],
    ["【関連記事:2508-081408】", ["ids block 2508-081408"]],
    ["【関連記事:別の記事】", ["ids block 別の記事"]],
    ["【関連記事】", ["ids block 【関連記事】"]],
    ["電話0120-123456に。", []],
    ["(9999-123456)に。", []],
  ])("%j", (text, expected) => {
    expect(marked(text).filter((mark) => mark.startsWith("id"))).toEqual(expected);
  });
});

describe("style.yaml decides", () => {
  const rule: StyleFile["rules"][number] = {
    ...{ id: "pier", literal: ["桟橋"], message: "岸壁と書く", severity: "block" },
  };
  const { literal: _, ...bare } = rule;
  const file: StyleFile = { checks: { full_stop: "off", brackets: "block" }, rules: [rule] };

  test("which checks run, and how grave they are", () => {
    expect(marked("「桟橋", houseStyle(file))).toEqual(["pier block 桟橋", "brackets block 「"]);
  });

  test("without the file only the built-in checks run", () => {
    expect(marked("3カ国が「参加", houseStyle(null))).toEqual([
      "brackets warning 「",
      "full_stop warning 加 → 。",
    ]);
  });

  test("where a rule applies", () => {
    const only = houseStyle({ rules: [{ ...rule, applies_to: ["notes", "title"] }] });
    const count = (member: "title" | "summary" | "notes") =>
      checkStyle("桟橋。", member, only).length;
    expect([count("title"), count("summary"), count("notes")]).toEqual([1, 0, 1]);
  });

  test("$1 is a group and $$ a dollar; of words the longest counts", () => {
    const money = { ...bare, pattern: "([0-9]{1,9})弗", fix: "$$$1" };
    const words = { ...bare, id: "w", words: { 灯: "あかり", "灯・台": "Light" } };
    const both = houseStyle({ rules: [money, words] });
    expect(fixAll("5弗の灯台、灯。", "summary", both)).toBe("$5のLight、あかり。");
  });
});

describe("whatever the text", () => {
  const pieces = [
    ...[
      "3",
      "３",
      "カ国",
      "ケ月",
      "人",
      "ドル",
      "億",
      "キーン・エッジ",
      "F35",
      " ",
      "\u3000",
      "  ",
      "。",
    ],
    ...[
      "、",
      "，",
      "「",
      "」",
      "【",
      "】",
      "【関連記事:",
      "2508-071408",
      "<<",
      ">",
      "(",
      ")",
      "（",
      "\n",
    ],
    ...[
      "・",
      "(1)",
      "1・5",
      "倍",
      "〜",
      "ﾐ",
      "Ａ",
      "港",
      "</a>",
      "=港提供",
      "ました",
      "\uFFFD",
      "𠮷",
      "２",
      "１５００",
      "人",
    ],
  ];
  const any = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join("")),
  );

  test("it never throws, and places and fixes lie within the text", () => {
    fc.assert(
      fc.property(any, (text) => {
        for (const { from, to, text: here, fix } of checkStyle(text, "summary", style)) {
          expect(text.slice(from, to)).toBe(here);
          expect(from < to && (!fix || (fix.from <= fix.to && fix.to <= text.length))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("fixing all twice is fixing all once, and leaves nothing to fix", () => {
    fc.assert(
      fc.property(any, (text) => {
        const fixed = fixAll(text, "summary", style);
        expect(fixAll(fixed, "summary", style)).toBe(fixed);
        expect(checkStyle(fixed, "summary", style).filter(({ fix }) => fix)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("rules that undo each other's work leave the text as it is", () => {
    const swap = (id: string, from: string, to: string) =>
      ({ id, words: { [from]: to }, message: "x", severity: "notice" }) as const;
    const loop = houseStyle({ rules: [swap("a", "海", "沖"), swap("b", "沖", "海")] });
    const grow = houseStyle({ rules: [swap("c", "海", "海海")] });
    expect(fixAll("海と沖。", "summary", loop)).toBe("海と沖。");
    expect(fixAll("海。", "summary", grow)).toBe("海。");
  });

  test("one fix by itself changes its own place only", () => {
    const text = "3カ国が10億ドルを払い「3カ国」と述べた。";
    const fixes = checkStyle(text, "summary", style).flatMap(({ fix }) => fix ?? []);
    expect(fixes.map((fix) => applyFixes(text, [fix]))).toEqual([
      "3ヵ国が10億ドルを払い「3カ国」と述べた。",
      "3カ国が10億ドルを払い「3ヵ国」と述べた。",
      "3カ国が10億㌦を払い「3カ国」と述べた。",
    ]);
  });
});
