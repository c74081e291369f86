// The lines of a backup, and their schema. A row is written as PostgreSQL itself writes it as JSON, so
// that both databases give and take the same text and no number passes through a float.

import { type Static, Type } from "typebox";
import { Value } from "typebox/value";

export const format = 1;

const TableInfo = Type.Object({
  rows: Type.Integer({ minimum: 0 }),
  columns: Type.Record(Type.String(), Type.String(), {
    description: "The type of each column, as PostgreSQL names it; generated ones are not kept.",
  }),
});

export const Header = Type.Object({
  kawaraban_backup: Type.Integer({ description: "The format's number." }),
  made_at: Type.String({ format: "date-time" }),
  version: Type.String({ description: "Of the program that made it." }),
  migrations: Type.Array(Type.Integer(), {
    description:
      "When each migration of the database was made, in milliseconds; the last is its state.",
  }),
  tables: Type.Record(Type.String(), TableInfo),
  left_out: Type.Record(Type.String(), Type.String(), { description: "Tables, and why." }),
});
export type Header = Static<typeof Header>;

const RowLine = Type.Object(
  { table: Type.String(), row: Type.Record(Type.String(), Type.Unknown()) },
  { description: "A row; tables come in the header's order." },
);

const SequenceLine = Type.Object(
  {
    sequence: Type.String({ description: "table.column" }),
    last: Type.String({ pattern: "^[0-9]{1,19}$" }),
    called: Type.Boolean({ description: "Whether `last` has been given already." }),
  },
  { description: "Where the numbers of an identity column stand." },
);
export type SequenceLine = Static<typeof SequenceLine>;

const EndLine = Type.Object(
  {
    end: Type.Object({
      rows: Type.Integer({ minimum: 0 }),
      sha256: Type.String({ description: "Of all bytes before this line." }),
    }),
  },
  { description: "The last line: without it, the backup was cut short." },
);
export type EndLine = Static<typeof EndLine>;

export const BackupLine = Type.Union([Header, RowLine, SequenceLine, EndLine], {
  $id: "backup.schema.json",
  title: "A line of a backup",
  description: "JSON Lines: a header, rows, sequences, the end. See in-and-out.md.",
});

export type Line =
  | { kind: "row"; table: string; json: string }
  | { kind: "sequence"; sequence: SequenceLine }
  | { kind: "end"; end: EndLine["end"] };

/** `row` is JSON. */
export function rowLine(table: string, row: string): string {
  return `${opening(table)}${row}}`;
}

/** Null for anything else than a line of this format. */
export function readHeader(line: string): Header | null {
  const value = parse(line);
  return Value.Check(Header, value) ? value : null;
}

/** Null for what is no line behind the header. The row's own text is kept as it is. */
export function readLine(line: string): Line | null {
  const value = parse(line);
  if (Value.Check(EndLine, value)) return { kind: "end", end: value.end };
  if (Value.Check(SequenceLine, value)) return { kind: "sequence", sequence: value };
  if (!Value.Check(RowLine, value)) return null;
  const { table } = value;
  const start = opening(table);
  return line.startsWith(start) ? { kind: "row", table, json: line.slice(start.length, -1) } : null;
}

function opening(table: string): string {
  return `{"table":${JSON.stringify(table)},"row":`;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
