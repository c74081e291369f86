import { and, asc, eq, gt, inArray, notInArray, or } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import type { AuditRow } from "#editors/audit.ts";
import { audit } from "#editors/table.ts";

/**
 * The trail of several subjects as one, oldest first; of claims, which come and go, only thefts, and of
 * `claimed` nothing but those. `after` is the number that the page before ended with.
 */
export function listTrail(
  db: Db,
  { subjects, claimed }: { subjects: readonly string[]; claimed: string },
  { after = 0, limit }: { after?: number | undefined; limit: number },
): Promise<AuditRow[]> {
  return db
    .select()
    .from(audit)
    .where(
      and(
        or(
          and(inArray(audit.subject, [...subjects]), notInArray(audit.act, ["claim", "release"])),
          and(eq(audit.subject, claimed), eq(audit.act, "steal")),
        ),
        gt(audit.id, after),
      ),
    )
    .orderBy(asc(audit.id))
    .limit(limit);
}
