// A YAML 1.2 file with the positions of its keys, so that a fault can say where it stands.

import { existsSync, readFileSync, statSync } from "node:fs";
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type YAMLError,
} from "yaml";
import { type Fault, type Path, show } from "./fault.ts";

export type YamlFile = {
  file: string;
  value: unknown;
  /** Where the key or list item at `path` begins; where there is none, the nearest one around it. */
  locate: (path: Path) => { line: number; column: number };
};

const maxBytes = 1024 * 1024;
/** How often anchors may be repeated: enough for a shared list, too little for a bomb. */
const maxAliasCount = 100;
/** After the first errors of syntax the rest is mostly their echo. */
const maxSyntaxFaults = 5;

/** Reads and parses. `yaml` is null where nothing further can be said about the file. */
export function readYamlFile(file: string): { yaml: YamlFile | null; faults: Fault[] } {
  const text = readText(file);
  return typeof text === "string"
    ? parseYaml(file, text)
    : { yaml: null, faults: [fault(file, null, text.found, text.wanted)] };
}

/** A file that need not be there: without it there is neither a value nor a fault. */
export function readYamlFileIfAny(file: string): { yaml: YamlFile | null; faults: Fault[] } {
  return existsSync(file) ? readYamlFile(file) : { yaml: null, faults: [] };
}

function readText(file: string): string | { found: string; wanted: string } {
  try {
    const { size } = statSync(file);
    if (size > maxBytes) return { found: `${size} bytes`, wanted: `at most ${maxBytes} bytes` };
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (err) {
    if (err instanceof TypeError) return { found: "other bytes", wanted: "UTF-8 text" };
    const { code } = err as NodeJS.ErrnoException;
    return { found: code === "ENOENT" ? "no file" : `${code}`, wanted: "a readable YAML file" };
  }
}

function parseYaml(file: string, text: string): { yaml: YamlFile | null; faults: Fault[] } {
  const lines = new LineCounter();
  // "error": warnings are gathered below, not printed; "silent" would overlook a second document.
  const parsed = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
  });
  const place = (offset: number): { line: number; column: number } => position(lines, offset);
  const errors = [...parsed.errors, ...parsed.warnings];
  const faults = errors
    .slice(0, maxSyntaxFaults)
    .map((error) => fault(file, place(error.pos[0]), ...syntax(error)));
  // A doubled key does not hide the other faults; anything else leaves the value in doubt.
  if (errors.some(({ code }) => code !== "DUPLICATE_KEY")) return { yaml: null, faults };
  try {
    const value: unknown = parsed.toJS({ maxAliasCount });
    return { yaml: { file, value, locate: (path) => place(offsetOf(parsed, path)) }, faults };
  } catch (err) {
    const found = (err as Error).message;
    return { yaml: null, faults: [...faults, fault(file, null, found, "fewer, known anchors")] };
  }
}

function syntax({ code, message }: YAMLError): [found: string, wanted: string] {
  if (code === "DUPLICATE_KEY") return ["a key that is already there", "each key once"];
  if (code === "TAG_RESOLVE_FAILED") return [show(message), "a value without a tag"];
  return [show(message), "well-formed YAML"];
}

function fault(
  file: string,
  place: { line: number; column: number } | null,
  found: string,
  wanted: string,
): Fault {
  return { file, line: place?.line ?? null, column: place?.column ?? null, at: "", found, wanted };
}

function position(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const key of path) {
    const around = isAlias(node) ? node.resolve(document) : node;
    const pair = isMap(around) ? around.items.find((item) => keyOf(item.key) === key) : undefined;
    node = pair ? pair.value : isSeq(around) ? around.items[Number(key)] : undefined;
    const found = startOf(pair ? pair.key : node);
    if (found === undefined) break;
    offset = found;
  }
  return offset;
}

function keyOf(key: unknown): unknown {
  return isScalar(key) ? String(key.value) : key;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as ParsedNode).range?.[0] : undefined;
}
