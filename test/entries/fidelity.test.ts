import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkFidelity } from "#entries/fidelity.ts";
import { openGround } from "#entries/fidelity-ground.ts";

const on = Temporal.PlainDate.from("2026-07-24"); // a Friday
const groups = [
  ["Winter Beacon", "ウィンター・ビーコン"],
  ["潮見港", "Shiomi", "Port of Shiomi"],
];

/** What is marked in `summary`, as kind and text. */
function marked(source: string, summary: string, language: "ja" | "en" = "ja"): string[] {
  const ground = openGround([{ text: source, on, part: "excerpt" }], [on], groups);
  return checkFidelity(summary, ground, { on, language }).map(({ kind, text, weak }) =>
    [kind, text, ...(weak ? ["weak"] : [])].join(" "),
  );
}

describe("figures", () => {
  test.each([
    // The same value in another dress.
    ["3万5000人が参加する。", "35,000名が参加する。", []],
    ["35,000人が参加する。", "3.5万人が参加する。", []],
    ["１，０００人が参加する。", "1000名が参加する。", []],
    ["1千人が参加する。", "1,000名が参加する。", []],
    ["十二隻が参加した。", "12隻が参加した。", []],
    ["艦艇12隻が参加した。", "十二隻が参加した。", []],
    ["二十一ヵ国が加わる。", "21ヵ国が加わる。", []],
    ["二〇〇人を送る。", "200名を送る。", []],
    ["費用は10億ドル。", "費用は10億㌦である。", []],
    ["It costs $1 billion.", "費用は10億㌦である。", []],
    ["It costs US$200M.", "費用は2億ドルである。", []],
    ["a A$10 billion plan", "100億豪ドルの計画である。", []],
    ["費用は1兆2000億円。", "費用は1.2兆円である。", []],
    ["港の予算は1・5倍になった。", "予算は1.5倍になった。", []],
    ["3割を占める。", "30%を占める。", []],
    ["two ships and a dozen aircraft", "艦艇2隻と航空機12機が加わる。", []],
    ["the third exercise", "3回目の訓練である。", []],
    ["twenty-one nations", "21ヵ国が参加する。", []],
    ["a 500-strong unit", "500名の部隊である。", []],
    ["a range of 100 miles", "射程は160kmである。", []],
    ["全長は200メートル。", "全長は200mである。", []],
    ["排水量は1万トン。", "排水量は10,000tである。", []],
    ["3万4800人が参加した。", "約3.5万名が参加した。", []],
    ["日米豪の防衛相が会談した。", "三ヵ国の防衛相が会談した。", []],
    ["日、米、豪、比が参加した。", "4ヵ国が参加した。", []],
    ["数十億ドルを投じる。", "数十億㌦を投じる。", []],
    ["tens of billions of dollars", "数百億㌦を投じる。", []],
    // Another value.
    ["艦艇12隻が参加した。", "艦艇13隻が参加した。", ["number 13隻"]],
    ["3万5000人が参加する。", "35万名が参加する。", ["number 35万名"]],
    ["艦艇12隻が参加した。", "艦艇2隻が参加した。", ["number 2隻"]],
    ["It costs $1 billion.", "費用は100億㌦である。", ["number 100億㌦"]],
    ["a range of 100 miles", "射程は300kmである。", ["number 300km"]],
    ["約3万人が参加した。", "約5万名が参加した。", ["number 5万名"]],
    ["12機が参加した。", "三隻も加わった。", ["number 三隻"]],
    ["日米の防衛相が会談した。", "5ヵ国が参加した。", ["number 5ヵ国 weak"]],
    ["港で訓練をした。", "次の七つの訓練を行った。", ["number 七つ weak"]],
    ["数十人が集まった。", "数千名が集まった。", ["number 数千 weak"]],
    // The same value of something else.
    ["護衛艦3隻が参加した。", "航空機3機が参加した。", ["unit 3機"]],
    ["費用は5億円。", "費用は5億㌦である。", ["unit 5億㌦"]],
    ["全長は200メートル。", "全長は200フィートである。", ["unit 200フィート"]],
    // No figures at all.
    ["訓練をした。", "一方、四国沖で統一した行動をとり、十分に一致した。", []],
    ["F-35が飛来した。", "F35が飛来した。", []],
    ["訓練をした。", "(1)港の警備\n(2)補給\n①救助\n・捜索", []],
    ["千歳基地", "千歳基地で行う。", []],
  ])("of %j, %j is marked %j", (source, summary, expected) => {
    expect(marked(source, summary)).toEqual(expected);
  });
});

describe("dates", () => {
  test.each([
    ["22日に発表した。", "7月22日に発表した。", []],
    ["7月22日に発表した。", "22日に発表した。", []],
    ["22日に発表した。", "2026年7月22日に発表した。", []],
    ["2026/7/22 発表", "7月22日に発表した。", []],
    ["announced on July 22", "22日に発表した。", []],
    ["announced on 22 July 2026", "2026年7月22日に発表した。", []],
    ["from June 27-29", "6月27~29日に行った。", []],
    ["27〜29日に行った。", "27日から29日に行った。", []],
    ["announced on Thursday", "23日に発表した。", []],
    ["will meet on Monday", "27日に会談する。", []],
    ["木曜日に発表した。", "23日(木)に発表した。", []],
    ["He said so yesterday.", "23日に述べた。", []],
    ["昨日、発表した。", "23日に発表した。", []],
    ["昨年に始まった。", "2025年に始まった。", []],
    ["2025年に始まった。", "昨年に始まった。", []],
    ["It began last year.", "2025年に始まった。", []],
    ["令和8年度の予算", "2026年度の予算である。", []],
    ["24年12月に策定した。", "2024年12月に策定した。", []],
    ["訓練をした。", "24日に、今年の訓練を行った。", []],
    ["9月に行う。", "2026年9月に行う。", []],
    ["訓練は15年ぶり。", "15年ぶりの訓練である。", []],
    ["七月二十二日に発表した。", "7月22日に発表した。", []],
    ["午後8時に始まった。", "20時に始まった。", []],
    ["It began at 8:15 p.m.", "午後8時15分に始まった。", []],
    ["22日に発表した。", "21日に発表した。", ["date 21日"]],
    ["7月22日に発表した。", "6月22日に発表した。", ["date 6月22日"]],
    ["2025年に始まった。", "2024年に始まった。", ["date 2024年"]],
    ["訓練をした。", "昨年も行った。", ["date 昨年"]],
    ["announced on Thursday", "22日に発表した。", ["date 22日"]],
    ["from June 27-29", "6月27~30日に行った。", ["date 6月27~30日"]],
    ["木曜日に発表した。", "火曜日に発表した。", ["date 火曜"]],
    ["午後8時に始まった。", "午後9時に始まった。", ["date 午後9時"]],
    ["22日に発表した。", "２１日に発表した。", ["date ２１日"]],
  ])("of %j, %j is marked %j", (source, summary, expected) => {
    expect(marked(source, summary)).toEqual(expected);
  });
});

describe("names and words", () => {
  test.each([
    ["岬防衛相が述べた。", "岬防衛相が述べた。", []],
    ["岬守防衛相が述べた。", "岬氏は述べた。", []],
    ["港湾部隊の吉野統合幕僚長", "吉野幸雄統合幕僚長が述べた。", []],
    ["ロレンツ長官が述べた。", "ロレンツ米国防長官が述べた。", []],
    ["米国防長官が述べた。", "米国防長官と豪国防相が述べた。", []],
    ["政府が発表した。", "政府の官房長官が発表した。", []],
    ["タリタリアで訓練。", "タリタリアで訓練した。", []],
    ["コンピュータを使う。", "コンピューターを使う。", []],
    ["ヴェルデ港で訓練。", "ベルデ港で訓練した。", []],
    ["豪で訓練。", "オーストラリアで訓練した。", []],
    ["港で訓練。", "ミサイルとレーダーの試験をした。", []],
    ["訓練「ウィンター・ビーコン」", "Winter Beaconが始まった。", []],
    ["the exercise Winter Beacon", "ウィンター・ビーコンが始まった。", []],
    ["F-35 and P-8A aircraft", "F-35とP-8Aが飛来した。", []],
    ["unmanned underwater vehicles", "UUVの試験をした。", []],
    ["USS Grey Heron sailed", "Grey Heronが出港した。", []],
    ["Shiomi is a port", "潮見港で行った。", []],
    ["岬防衛相が述べた。", "野中防衛相が述べた。", ["name 野中"]],
    ["ロレンツ長官が述べた。", "ロランツ長官が述べた。", ["name ロランツ"]],
    ["ロレンツ長官が述べた。", "マルカート長官が述べた。", ["name マルカート"]],
    ["タリタリアで訓練。", "ノルディアで訓練した。", ["word ノルディア"]],
    ["the exercise Freedom Lamp is on today", "Fredom Lampが始まった。", ["name Fredom"]],
    ["the exercise Freedom Lamp is on", "Quiet Tideが始まった。", ["name Quiet Tide"]],
    ["訓練が始まった。", "Quiet Tideが始まった。", ["word Quiet Tide"]],
    ["F-35 jets arrived in port today", "F-15が飛来した。", ["name F-15"]],
  ])("of %j, %j is marked %j", (source, summary, expected) => {
    expect(marked(source, summary)).toEqual(expected);
  });

  test("an English summary is held to its names, not to its words", () => {
    const source = "Minister Misaki said three ships of the Harbor Guard would sail on July 30.";
    const summary = "Ships sail soon, Minister Misaki said. Commander Nonaka agreed on 31 July.";
    expect(marked(source, summary, "en")).toEqual(["name Nonaka", "date 31 July"]);
  });
});

test("the words of a mark name what the source has instead", () => {
  const ground = openGround([{ text: "ロレンツ長官が12隻を", on, part: "excerpt" }], [on], []);
  const said = (summary: string, language: "ja" | "en") =>
    checkFidelity(summary, ground, { on, language })[0]?.message;
  expect(said("ロランツ長官", "ja")).toBe("「ロランツ」は出典では「ロレンツ」");
  expect(said("ロランツ長官", "en")).toBe('The source writes "ロレンツ", not "ロランツ".');
  expect(said("13隻", "ja")).toBe("数「13隻」は出典に見当たらない");
});

test("places are those of the text as it stands, whatever folding does to its length", () => {
  const ground = openGround([{ text: "訓練をした。", on, part: "excerpt" }], [on], []);
  const summary = "㍻ｶﾞ𠮷👩‍🚀、１３隻が訓練をした。";
  const [mark] = checkFidelity(summary, ground, { on, language: "ja" });
  expect(mark).toMatchObject({ text: "１３隻", from: summary.indexOf("１"), kind: "number" });
});

const sentences = [
  ...["岬防衛相が22日の会見で、艦艇12隻の派遣を発表した。", "約3万5000人が参加する。"],
  ...["訓練「ウィンター・ビーコン」は昨年に続き2回目である。", "費用は数十億㌦とみられる。"],
  ...["ロレンツ米国防長官は「F-35を12機送る」と述べた。", "The exercise began on July 20."],
  ...[
    "全長239.3m、満載排水量は81,435tである。",
    "6月27〜29日に(木)済む。",
    "USS Grey Heron、P-8A。",
  ],
  ...["第42回連絡会は午後8時に始まった。", "1・5倍増の2兆3000億円。", "令和8年度に①港②海。"],
];

describe("whatever the text", () => {
  const any = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom(
        ..."0159,.・-~〜年月日時分(木)約数第一二十百千万億兆ヵ国人隻㌦＄$%氏首相ァアンヴー㌔ｶﾞﾟABfs'’ \n。".split(
          "",
        ),
      ),
      maxLength: 60,
    }),
  );

  test("it never throws, and every place is in the text and holds what the mark says", () => {
    fc.assert(
      fc.property(any, any, (source, summary) => {
        const ground = openGround([{ text: source, on, part: "excerpt" }], [on], groups);
        for (const { from, to, text } of checkFidelity(summary, ground, { on, language: "ja" })) {
          expect(0 <= from && from < to && to <= summary.length).toBe(true);
          expect(summary.slice(from, to)).toBe(text);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("what is copied from the source is not marked", () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(marked(text, text)).toEqual([]);
      }),
      { numRuns: 500 },
    );
    const some = fc.shuffledSubarray(sentences, { minLength: 1 });
    fc.assert(
      fc.property(some, (chosen) => {
        expect(marked(sentences.join("\n"), chosen.join(""))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("a changed figure is marked, wherever it stands", () => {
    const number = fc.integer({ min: 50, max: 400 });
    fc.assert(
      fc.property(number, number, fc.constantFrom(...sentences), (said, written, around) => {
        fc.pre(said !== written && !around.includes(String(written)));
        const source = `${around}${said}隻が参加した。`;
        const summary = `${around}${written}隻が参加した。`;
        expect(marked(source, summary)).toEqual([`number ${written}隻`]);
      }),
      { numRuns: 200 },
    );
  });
});
