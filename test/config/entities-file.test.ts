// entities.yaml: there or not, and told what is wrong with it like the other files.

import { describe, expect, test } from "vitest";
import { describeFaults } from "#config/fault.ts";
import { archiveYaml, readWith, sourcesYaml } from "./support.ts";

function read(entities: string | null): string[] | readonly { names: string[] }[] {
  const files = { "archive.yaml": archiveYaml, "sources.yaml": sourcesYaml };
  const { dir, read } = readWith(
    entities === null ? files : { ...files, "entities.yaml": entities },
  );
  if ("ok" in read) return read.ok.entities;
  return describeFaults(read.faults).replaceAll(`${dir}/`, "").split("\n");
}

describe("entities.yaml", () => {
  test("need not be there", () => {
    expect(read(null)).toEqual([]);
    expect(read("entities: []\n")).toEqual([]);
  });

  test("says which names mean one thing", () => {
    const yaml = "entities:\n  - names: [Winter Beacon, ウィンター・ビーコン]\n  - names: [東湾]\n";
    expect(read(yaml)).toEqual([
      { names: ["Winter Beacon", "ウィンター・ビーコン"] },
      { names: ["東湾"] },
    ]);
  });

  test("may have two spellings of one name for one thing", () => {
    expect(read("entities:\n  - names: [F-35, F35]\n")).toEqual([{ names: ["F-35", "F35"] }]);
  });

  test.each<[string, string, string]>([
    ["no list", "entities: x\n", 'entities.yaml:1:1 entities: found "x", wanted a list'],
    [
      "another key",
      "entities:\n  - name: [東湾]\n    names: [東湾]\n",
      "entities.yaml:2:5 entities[0].name: found a list, wanted a known key (did you mean names?)",
    ],
    [
      "no name",
      "entities:\n  - names: []\n",
      "entities.yaml:2:5 entities[0].names: found an empty list, wanted a list that is not empty",
    ],
    [
      "a name of one letter",
      "entities:\n  - names:\n      - 港\n",
      'entities.yaml:3:9 entities[0].names[0]: found "港", wanted a text of 2 to 100 characters',
    ],
    [
      "a name that comparing leaves nothing of",
      'entities:\n  - names: ["  港  "]\n',
      'entities.yaml:2:13 entities[0].names[0]: found "  港  ", wanted a name of two letters or more',
    ],
    [
      "a name of two things",
      "entities:\n  - names: [East Bay, 東湾]\n  - names: [南湾, ＥＡＳＴ bay]\n",
      'entities.yaml:3:17 entities[1].names[1]: found "ＥＡＳＴ bay", wanted a name that no other entity has',
    ],
  ])("is told of %s", (_, yaml, fault) => {
    expect(read(yaml)).toEqual([expect.stringContaining(fault)]);
  });
});
