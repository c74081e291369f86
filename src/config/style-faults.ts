// What the schema of style.yaml cannot say: names given twice, patterns that are not taken.

import { ruleFaults } from "#entries/style-file.ts";
import type { CrossFault } from "./cross-checks.ts";
import { everyMapping, everyText } from "./select.ts";

export function styleFaults(style: unknown): CrossFault[] {
  const ids = everyText(style, "rules.*.id");
  const repeated = ids.filter((one) => ids.find(({ value }) => value === one.value) !== one);
  return [
    ...repeated.map((one) => ({ ...one, wanted: "an id that no other rule has" })),
    ...everyMapping(style, "rules.*").flatMap(({ path, value }) =>
      ruleFaults(value).map(({ key, wanted }) => ({
        path: [...path, key],
        value: value[key],
        wanted,
      })),
    ),
  ];
}
