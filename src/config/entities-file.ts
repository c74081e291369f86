// config/entities.yaml: names of one thing in several languages.

import { type Static, Type } from "typebox";
import { plainText } from "#likeness/plain-text.ts";
import type { CrossFault } from "./cross-checks.ts";
import { everyText } from "./select.ts";

const EntityInFile = Type.Object(
  {
    names: Type.Array(
      Type.String({
        minLength: 2,
        maxLength: 100,
        pattern: "^[^\\u0000-\\u001f\\u007f]+$",
        description: "A name as sources write it.",
      }),
      {
        minItems: 1,
        maxItems: 50,
        description: "All names of one thing; the first is shown to editors.",
      },
    ),
  },
  { additionalProperties: false },
);

export const EntitiesFile = Type.Object(
  { entities: Type.Array(EntityInFile, { maxItems: 5000 }) },
  { additionalProperties: false },
);
export type EntitiesFile = Static<typeof EntitiesFile>;

/** A name that comparing leaves nothing of, or that is another entity's, also by another spelling. */
export function entitiesFaults(entities: unknown): CrossFault[] {
  const owners = new Map<string, unknown>();
  return everyText(entities, "entities.*.names.*").flatMap((one) => {
    // A longer one is a fault of form, and is not worth folding.
    const plain = plainText(one.value.slice(0, 100));
    const owner = one.path[1];
    if (plain.length < 2) return [{ ...one, wanted: "a name of two letters or more" }];
    if ((owners.get(plain) ?? owner) !== owner) {
      return [{ ...one, wanted: "a name that no other entity has" }];
    }
    owners.set(plain, owner);
    return [];
  });
}
