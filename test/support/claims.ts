import { sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";

/** Leases live by the database's clock, which no test can set: the claims are made older instead. */
export async function ageClaims(db: Db, minutes: number): Promise<void> {
  const by = sql`make_interval(mins => ${minutes})`;
  await db.execute(sql`update claim set claimed_at = claimed_at - ${by}, until = until - ${by}`);
}
