// In which order found entries come, and where a page of them ends.

/** By the day of the report; by how well they fit, then by day; by publication. */
export type SearchOrder = "newest" | "best" | "published";

/** The last entry of a page. What is published later moves no page that follows. */
export type SearchPlace = { score: number; day: string; id: string };

export function writeSearchCursor({ score, day, id }: SearchPlace): string {
  return Buffer.from(`s${score}~${day}~${id}`).toString("base64url");
}

/** Null for what this list did not give out. */
export function readSearchCursor(cursor: string): SearchPlace | null {
  const text = Buffer.from(cursor, "base64url").toString();
  const [, score, day, id] = /^s(\d{1,6})~(\d{4}-\d\d-\d\d)~(\d{4}-\d{6})$/.exec(text) ?? [];
  if (day === undefined || id === undefined || !isDay(day)) return null;
  return { score: Number(score), day, id };
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
