// What discovery downloaded, kept so that the first poll of a new source need not ask again.

import { asc, isNull, sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";
import type { Answer, Download } from "#net/outcome.ts";
import type { Answered } from "./discover-search.ts";
import { sources } from "./table.ts";

const daysKept = 7;
/** A larger body is rather downloaded twice. */
const maxKeptBytes = 2 * 1024 * 1024;

/** Keeps the answers for a week, each for one poll. */
export async function rememberDiscovery(
  db: Db,
  answered: readonly Answered[],
  now: Temporal.Instant,
): Promise<void> {
  const old = now.subtract({ hours: 24 * daysKept }).toString();
  await db.execute(sql`delete from discovery where found_at < ${old}::timestamptz`);
  for (const { address, answer } of answered) {
    const { bytes, outcome: _, ...rest } = answer;
    if (bytes.length > maxKeptBytes) continue;
    await db.execute(sql`
      insert into discovery (address, answer, body, found_at)
      values (${address}, ${JSON.stringify(rest)}::text::jsonb,
        decode(${Buffer.from(bytes).toString("base64")}, 'base64'), ${now.toString()}::timestamptz)
      on conflict (address) do update set
        answer = excluded.answer, body = excluded.body, found_at = excluded.found_at`);
  }
}

/** The answer kept for `address`, once; its Age (RFC 9111 §5.1) has grown by the time it lay here. */
export async function takeDiscovery(
  db: Db,
  address: string,
  now: Temporal.Instant,
): Promise<Download | undefined> {
  const [kept] = await rows<{ answer: string; body: string; seconds: string }>(
    db,
    sql`delete from discovery where address = ${address}
      returning answer::text as answer, encode(body, 'base64') as body,
        extract(epoch from ${now.toString()}::timestamptz - found_at)::text as seconds`,
  );
  const seconds = Number(kept?.seconds);
  if (!kept || seconds > daysKept * 86_400) return undefined;
  const answer = JSON.parse(kept.answer) as Answer;
  const age = Math.round((Number(answer.headers.age) || 0) + Math.max(seconds, 0));
  return {
    outcome: "ok",
    ...answer,
    headers: { ...answer.headers, age: String(age) },
    bytes: new Uint8Array(Buffer.from(kept.body, "base64")),
  };
}

/** Which sources there are: retired ones hold their ids and not their addresses. */
export function listKnown(
  db: Db,
): Promise<Pick<typeof sources.$inferSelect, "id" | "addresses" | "retiredAt">[]> {
  return db
    .select({ id: sources.id, addresses: sources.addresses, retiredAt: sources.retiredAt })
    .from(sources);
}

export function listForOpml(
  db: Db,
): Promise<
  Pick<typeof sources.$inferSelect, "name" | "homepage" | "addresses" | "kind" | "language">[]
> {
  return db
    .select({
      name: sources.name,
      homepage: sources.homepage,
      addresses: sources.addresses,
      kind: sources.kind,
      language: sources.language,
    })
    .from(sources)
    .where(isNull(sources.retiredAt))
    .orderBy(asc(sources.id));
}
