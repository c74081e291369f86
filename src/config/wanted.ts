// What would be right, from the schema that a value does not fit.

import type { TSchema } from "typebox";

/** The members of a TypeBox error that are read here. */
export type ShapeError = {
  keyword: string;
  instancePath: string;
  schemaPath: string;
  params: { requiredProperties?: string[]; additionalProperties?: string[] };
};

type Wanted = { key?: string; wanted: string };

/** One sentence for the value, or one for each key that is missing or unknown in it. */
export function wantedBy(error: ShapeError, schema: TSchema): Wanted[] {
  const properties = propertiesOf(schema);
  switch (error.keyword) {
    case "required":
      return (error.params.requiredProperties ?? []).map((key) => ({
        key,
        wanted: wantedOf(properties[key] ?? {}),
      }));
    case "additionalProperties":
      return (error.params.additionalProperties ?? []).map((key) => ({
        key,
        wanted: knownKey(key, Object.keys(properties)),
      }));
    case "uniqueItems":
      return [{ wanted: "no item twice" }];
    default:
      return [{ wanted: wantedOf(schema) }];
  }
}

function propertiesOf(schema: TSchema): Record<string, TSchema> {
  return (schema as { properties?: Record<string, TSchema> }).properties ?? {};
}

/** The part of JSON Schema that our schemas use. */
type Shape = {
  type?: string;
  description?: string;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
};

function wantedOf(schema: TSchema): string {
  const shape = schema as Shape;
  const form = formOf(shape);
  return shape.description ? `${form}. ${shape.description}`.replace(/\.$/, "") : form;
}

function formOf(shape: Shape): string {
  if (shape.enum) return `one of ${shape.enum.join(", ")}`;
  switch (shape.type) {
    case "integer":
      return `a whole number${range(shape.minimum, shape.maximum)}`;
    case "number":
      return `a number${range(shape.minimum, shape.maximum)}`;
    case "boolean":
      return "true or false";
    case "array":
      return shape.minItems ? "a list that is not empty" : "a list";
    case "object":
      return "a mapping";
    case "string":
      return `a text${lengths(shape.minLength, shape.maxLength)}`;
    default:
      return "a fitting value";
  }
}

function range(minimum?: number, maximum?: number): string {
  return minimum === undefined || maximum === undefined ? "" : ` from ${minimum} to ${maximum}`;
}

function lengths(minimum = 0, maximum?: number): string {
  if (maximum === undefined) return minimum > 0 ? " that is not empty" : "";
  return ` of ${minimum > 0 ? `${minimum} to` : "at most"} ${maximum} characters`;
}

/** Names the known keys, or the one that was meant where a slip of two letters explains it. */
function knownKey(key: string, known: readonly string[]): string {
  const meant = known.find((candidate) => distance(key, candidate) <= 2);
  return meant ? `a known key (did you mean ${meant}?)` : `a known key (${known.join(", ")})`;
}

/** Levenshtein's distance, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
