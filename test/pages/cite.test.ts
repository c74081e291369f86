import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bibtex, escapeTex } from "#pages/cite-bibtex.ts";
import { cslJson } from "#pages/cite-csl.ts";
import { ris } from "#pages/cite-ris.ts";
import { archive, published, samples } from "../support/published.ts";

const [carried, foreign, marked] = samples as [
  (typeof samples)[0],
  (typeof samples)[0],
  (typeof samples)[0],
];

describe("BibTeX", () => {
  test("names the paper, whole, and where the entry stays", () => {
    expect(bibtex(archive, carried)).toBe(`@misc{kawaraban:2608-073110,
  author       = {{東都新聞 (Yahoo)}},
  title        = {{防衛局も把握せず「合同訓練」 港の岸壁で“異例の事態”}},
  date         = {2026-07-31},
  year         = {2026},
  month        = {7},
  howpublished = {港の記録 {\\textless}2608-073110{\\textgreater}},
  url          = {https://minato.example/entries/2608-073110},
  note         = {\\url{https://news.example/stories/1?a=1&b=2}},
  langid       = {japanese},
}
`);
  });

  test("TeX prints a headline as it is", () => {
    expect(bibtex(archive, marked)).toContain(
      "title        = {{装備品{\\textless}第3段階{\\textgreater}に合意 \\& 「基本設計」へ}}",
    );
    expect(escapeTex("50% of $1_000 #2 ~ {x} \\y ^z")).toBe(
      "50\\% of \\$1\\_000 \\#2 {\\textasciitilde} {\\textbraceleft}x{\\textbraceright} {\\textbackslash}y {\\textasciicircum}z",
    );
  });

  test("whatever is in a headline or an address, the record ends where it ends", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.webUrl({ withQueryParameters: true }),
        (text, url) => {
          const entry = published("2608-070101", {
            on: "2026-07-01",
            title: text,
            source: text,
            url: `${url}{\\`,
          });
          expect(endsAt(bibtex(archive, entry))).toBe(bibtex(archive, entry).length - 2);
        },
      ),
    );
  });
});

/** Where the brace closes that the record opens with: BibTeX counts braces, and minds no backslash. */
function endsAt(record: string): number {
  let depth = 0;
  for (let i = 0; i < record.length; i += 1) {
    if (record[i] === "{") depth += 1;
    if (record[i] === "}" && --depth === 0) return i;
  }
  return -1;
}

describe("CSL-JSON", () => {
  const text = { type: "string", minLength: 1 };
  /** What csl-data.json 1.0.2 asks of the members that we write; it allows no others of no name. */
  const valid = new Ajv({ allErrors: true, allowUnionTypes: true }).compile({
    type: "array",
    items: {
      type: "object",
      required: ["type", "id"],
      additionalProperties: false,
      properties: {
        id: { type: ["string", "number"] },
        type: { enum: ["article", "article-newspaper", "webpage", "report"] },
        ...{ title: { type: "string" }, "container-title": text, language: text, archive: text },
        ...{ archive_location: text, URL: text, source: text, note: text },
        issued: {
          type: "object",
          additionalProperties: false,
          properties: {
            "date-parts": {
              type: "array",
              minItems: 1,
              maxItems: 2,
              items: {
                type: "array",
                minItems: 1,
                maxItems: 3,
                items: { type: ["string", "number"] },
              },
            },
          },
        },
      },
    },
  });

  test("every shape of entry is one item that the schema allows", () => {
    for (const entry of [...samples, published("2608-070101", { on: "2026-07-01", url: null })]) {
      const items = JSON.parse(cslJson(archive, entry));
      expect([valid(items), valid.errors]).toEqual([true, null]);
      expect(items).toHaveLength(1);
    }
    expect(valid([{ id: "1", type: "post" }])).toBe(false);
  });

  test("tells the headline, the paper, its day and the entry", () => {
    expect(JSON.parse(cslJson(archive, foreign))[0]).toMatchObject({
      id: "2608-072819",
      type: "article-newspaper",
      title: "Partners test underwater links during exercise Quiet Tide",
      "container-title": "Harbor Wire",
      issued: { "date-parts": [[2026, 7, 28]] },
      language: "en",
      archive: "港の記録",
      archive_location: "2608-072819",
      URL: "https://minato.example/entries/2608-072819",
      note: "https://news.example/2608-072819",
    });
  });
});

test("RIS is a tag a line, and no text begins a line of its own", () => {
  const entry = published("2608-070101", { on: "2026-07-01", title: "標題\nER  - \r\nTY  - BOOK" });
  expect(ris(archive, entry).split("\r\n")).toEqual([
    "TY  - NEWS",
    "TI  - 標題 ER - TY - BOOK",
    "T2  - 瓦版通信",
    "PY  - 2026",
    "DA  - 2026/07/01",
    "LA  - ja",
    "DB  - 港の記録",
    "AN  - 2608-070101",
    "UR  - https://minato.example/entries/2608-070101",
    "L2  - https://news.example/2608-070101",
    "ER  - ",
    "",
  ]);
});
