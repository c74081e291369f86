// One fault of the configuration: where it stands, what was found there and what would be right.

export type Path = readonly (string | number)[];

export type Fault = {
  /** The file as it was looked for, or "environment". */
  file: string;
  /** From 1; null where there is no place to point at. */
  line: number | null;
  column: number | null;
  /** Such as `sources[3].kind`, or a variable's name; empty for a file as a whole. */
  at: string;
  found: string;
  wanted: string;
};

/** One fault a line: `config/sources.yaml:41:5 sources[3].kind: found "rss3", wanted one of feed, page`. */
export function describeFaults(faults: readonly Fault[]): string {
  return faults.map(describe).join("\n");
}

/** `["sources", 3, "kind"]` as `sources[3].kind`. */
export function pathText(path: Path): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}

/** A value as a fault shows it: JSON on one line, at most about 60 characters. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a mapping";
  const json = JSON.stringify(value);
  return json.length <= 60 ? json : `${json.slice(0, 58).toWellFormed()}…"`;
}

function describe({ file, line, column, at, found, wanted }: Fault): string {
  const place = line === null ? file : `${file}:${line}:${column}`;
  return `${[place, at].filter(Boolean).join(" ")}: found ${found}, wanted ${wanted}`;
}
