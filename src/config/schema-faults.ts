// A value against its schema, told in the words of someone who writes the file.

import type { TSchema } from "typebox";
import { Settings } from "typebox/system";
import { Value } from "typebox/value";
import type { Path } from "./fault.ts";
import { type ShapeError, wantedBy } from "./wanted.ts";

/** `value` is what stands at `path`. */
export type SchemaFault = { path: Path; value: unknown; wanted: string };

/** Every fault, at most one for each path. */
export function schemaFaults(schema: TSchema, value: unknown): SchemaFault[] {
  const errors = allErrors(schema, value);
  const told = errors.filter((error) => !isEcho(error, errors));
  const faults = told.flatMap((error) => faultsOf(schema, error, value));
  return [...new Map(faults.map((fault) => [JSON.stringify(fault.path), fault])).values()];
}

/** TypeBox stops at 8 errors; an operator wants the whole list. */
function allErrors(schema: TSchema, value: unknown): ShapeError[] {
  const { maxErrors } = Settings.Get();
  Settings.Set({ maxErrors: 10_000 });
  try {
    return [...Value.Errors(schema, value)] as ShapeError[];
  } finally {
    Settings.Set({ maxErrors });
  }
}

/**
 * An unknown key is told once, by its mapping. Of a union either the union itself is told, or, where
 * the value has the form of one member, what is wrong further inside.
 */
function isEcho(error: ShapeError, errors: readonly ShapeError[]): boolean {
  if (error.keyword === "boolean") return true;
  const union = errors.find(
    (other) =>
      other.keyword === "anyOf" &&
      other.instancePath === error.instancePath &&
      (other === error || error.schemaPath.startsWith(`${other.schemaPath}/anyOf/`)),
  );
  if (!union) return false;
  const inside = `${union.instancePath}/`;
  return error !== union || errors.some((other) => other.instancePath.startsWith(inside));
}

function faultsOf(schema: TSchema, error: ShapeError, root: unknown): SchemaFault[] {
  const path = pointerKeys(error.instancePath).map((key) => (/^\d+$/.test(key) ? +key : key));
  const subschema = resolve(schema, pointerKeys(error.schemaPath.slice(1))) as TSchema;
  return wantedBy(error, subschema).map(({ key, wanted }) => {
    const whole = key === undefined ? path : [...path, key];
    return { path: whole, value: resolve(root, whole), wanted };
  });
}

/** RFC 6901. */
function pointerKeys(pointer: string): string[] {
  const keys = pointer.split("/").slice(1);
  return keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function resolve(root: unknown, path: Path): unknown {
  return path.reduce((value, key) => (value as Record<string, unknown> | null)?.[key], root);
}
