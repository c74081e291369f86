import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseSummary, parseSummary, summaryHtml, summaryText } from "#entries/summary.ts";

/** Texts that look like summaries often enough to reach every branch. */
const line = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "・", "・荷役", " ・給水", "(1)波高", "(2)潮流", "(1)", "（３）水温", "(0)"),
  fc.constantFrom(
    "桟橋では",
    "桟橋が開いた。",
    "などである。",
    "<b>&amp;</b>",
    '"',
    "\r",
    "\u2028",
  ),
);
const texts = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));

const kinds = (text: string): string[] => parseSummary(text).map((block) => block.kind);

describe("the blocks of a summary", () => {
  test.each([
    ["nothing", "", []],
    ["a paragraph a line", "港が開いた。\n船が出た。", ["paragraph", "paragraph"]],
    [
      "a list in a sentence",
      "桟橋では\n・荷役\n・給水\nが再開された。",
      ["paragraph", "list", "tail"],
    ],
    [
      "a list after a sentence",
      "次のとおり。\n・荷役\n船が出た。",
      ["paragraph", "list", "paragraph"],
    ],
    [
      "a list after a colon",
      "次のとおり：\n・荷役\n船が出た。",
      ["paragraph", "list", "paragraph"],
    ],
    ["a list first", "・荷役\n船が出た。", ["list", "paragraph"]],
    [
      "bullets, then numbers",
      "は\n・荷役\n(1)波高\nである。",
      ["paragraph", "list", "list", "tail"],
    ],
    ["numbers that begin again", "(1)波高\n(2)潮流\n(1)荷役", ["list", "list"]],
    ["the number 0", "(0)荷役", ["paragraph"]],
    ["a bracket that holds no number", "(港)荷役", ["paragraph"]],
  ])("%s", (_, text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  test("keep the numbers of a list", () => {
    expect(parseSummary("（３）水温\n(4) 塩分")).toEqual([
      {
        kind: "list",
        marker: "numbered",
        start: 3,
        items: [
          { marker: "（３）", text: "水温" },
          { marker: "(4)", text: " 塩分" },
        ],
      },
    ]);
  });

  test("join to the same text, whatever it is", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(summaryText(parseSummary(text))).toBe(text);
      }),
    );
  });
});

describe("a summary as markup", () => {
  test.each([
    ["paragraphs", "港が開いた。\n船が出た。", "<p>港が開いた。</p><p>船が出た。</p>"],
    [
      "bullets and the rest of the sentence",
      "桟橋では\n・荷役\n・ 給水\nが再開された。",
      '<p>桟橋では</p><ul><li>荷役</li><li>給水</li></ul><p class="tail">が再開された。</p>',
    ],
    ["numbers", "(1)波高\n(2)潮流", "<ol><li>波高</li><li>潮流</li></ol>"],
    ["numbers from 3", "(3)波高", '<ol start="3"><li>波高</li></ol>'],
    ["what looks like markup", "a<b> & 'c'", "<p>a&lt;b&gt; &amp; &#39;c&#39;</p>"],
    ["empty lines", "港が開いた。\n\n", "<p>港が開いた。</p>"],
  ])("%s", (_, text, markup) => {
    expect(summaryHtml(text).markup).toBe(markup);
  });

  test("is well-formed XML of p, ul, ol and li, whatever the text", () => {
    const list = "(?:<li>[^<>]*</li>)+";
    const element = `<p(?: class="tail")?>[^<>]*</p>|<ul>${list}</ul>|<ol(?: start="\\d+")?>${list}</ol>`;
    const wellFormed = new RegExp(`^(?:${element})*$`);
    fc.assert(
      fc.property(texts, (text) => {
        const { markup } = summaryHtml(text);
        expect(markup).toMatch(wellFormed);
        expect(markup).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });
});

describe("what an editor submits", () => {
  test.each([
    ["line ends of Windows and old Macs", "港\r\n船\r波", "港\n船\n波"],
    ["indentation, of either width", "　港\n  船", "港\n船"],
    ["white space at the end", "港 　\n", "港"],
    ["empty lines", "港\n\n\n船\n \n", "港\n船"],
    ["control characters", "港\u0000\u0008\u001b", "港"],
    ["line separators", "港\u2028船\u2029波\u0085帆", "港\n船\n波\n帆"],
    ["two spaces within a line", "港。  船", "港。  船"],
  ])("%s", (_, text, stored) => {
    expect(normaliseSummary(text)).toBe(stored);
  });

  test("is stored the same when submitted again", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const stored = normaliseSummary(text);
        expect(normaliseSummary(stored)).toBe(stored);
        expect(stored).not.toMatch(/\r|\n\n|^\s|\s$/);
      }),
    );
  });
});
