// glossary.yaml: there or not, and told what is wrong with it like the other files.

import { describe, expect, test } from "vitest";
import { describeFaults } from "#config/fault.ts";
import { archiveYaml, readWith, sourcesYaml } from "./support.ts";

function read(glossary: string | null): unknown {
  const files = { "archive.yaml": archiveYaml, "sources.yaml": sourcesYaml };
  const { dir, read } = readWith(
    glossary === null ? files : { ...files, "glossary.yaml": glossary },
  );
  if ("ok" in read) return read.ok.glossary;
  return describeFaults(read.faults).replaceAll(`${dir}/`, "").split("\n");
}

describe("glossary.yaml", () => {
  test("need not be there", () => {
    expect(read(null)).toEqual([]);
    expect(read("terms: []\n")).toEqual([]);
  });

  test("says what terms stand for", () => {
    const yaml = "terms:\n  - { term: QTX, ja: 静潮訓練, link: https://fleet.example/qtx }\n";
    expect(read(yaml)).toEqual([
      { term: "QTX", ja: "静潮訓練", link: "https://fleet.example/qtx" },
    ]);
  });

  test.each<[string, string, string]>([
    ["no list", "terms: x\n", 'glossary.yaml:1:1 terms: found "x", wanted a list'],
    [
      "a term that says nothing",
      "terms:\n  - term: QTX\n",
      "glossary.yaml:2:5 terms[0].ja: found nothing, wanted what it stands for, as ja or en",
    ],
    [
      "two terms at one address",
      "terms:\n  - { term: QT-X, en: a }\n  - { term: qt x, en: b }\n",
      'glossary.yaml:3:7 terms[1].term: found "qt x", wanted a term unlike the others: the address #qt-x is taken',
    ],
    [
      "a term of signs",
      'terms:\n  - { term: "・・", en: a }\n',
      'glossary.yaml:2:7 terms[0].term: found "・・", wanted a term with a letter or digit in it',
    ],
    [
      "a link that is none",
      "terms:\n  - { term: QTX, en: a, link: 'https://[' }\n",
      'glossary.yaml:2:25 terms[0].link: found "https://[", wanted an http(s) address',
    ],
  ])("%s is told with its line", (_, yaml, wanted) => {
    expect(read(yaml)).toEqual([wanted]);
  });
});
