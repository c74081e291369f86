// Finds values in a tree whose form is not known to be right.

import type { Path } from "./fault.ts";

export type Found<T> = { path: Path; value: T };

/** Every text at `pattern`, such as `sources.*.topics.*`; a star stands for each item of a list. */
export function everyText(root: unknown, pattern: string): Found<string>[] {
  return select(root, pattern).filter(
    (found): found is Found<string> => typeof found.value === "string",
  );
}

/** Every mapping at `pattern`. */
export function everyMapping(root: unknown, pattern: string): Found<Record<string, unknown>>[] {
  return select(root, pattern).filter((found): found is Found<Record<string, unknown>> =>
    isMapping(found.value),
  );
}

function select(root: unknown, pattern: string): Found<unknown>[] {
  let found: Found<unknown>[] = [{ path: [], value: root }];
  for (const key of pattern.split(".")) found = found.flatMap((one) => step(one, key));
  return found;
}

function step({ path, value }: Found<unknown>, key: string): Found<unknown>[] {
  if (key === "*") {
    return Array.isArray(value)
      ? value.map((item, index) => ({ path: [...path, index], value: item }))
      : [];
  }
  return isMapping(value) ? [{ path: [...path, key], value: value[key] }] : [];
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
