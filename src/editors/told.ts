// Rows as the audit trail keeps them, and back. It works by the house's names: what ends in At or
// Until is an instant, what ends in On is a day.

/** The named members of a row, as plain JSON. */
export function told<Row extends object>(
  row: Row,
  names: readonly (keyof Row & string)[],
): Record<string, unknown> {
  const members = Object.fromEntries(names.map((name) => [name, row[name]]));
  return JSON.parse(JSON.stringify(members)) as Record<string, unknown>;
}

/** The members of a row that `told` made JSON of. */
export function untold(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, read(name, value)]),
  );
}

/** Whether the row still has what the trail says it was given. */
export function stillHas<Row extends object>(
  row: Row,
  members: Readonly<Record<string, unknown>>,
): boolean {
  const now = told(row, Object.keys(members) as (keyof Row & string)[]);
  return Object.entries(members).every(
    ([name, value]) => JSON.stringify(now[name]) === JSON.stringify(value),
  );
}

function read(name: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (/(?:At|Until)$/.test(name)) return Temporal.Instant.from(value);
  return name.endsWith("On") ? Temporal.PlainDate.from(value) : value;
}
