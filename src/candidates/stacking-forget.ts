import type { Stacking } from "./stacking.ts";
import { pruneTerms } from "./stacking-index-store.ts";
import { daysIndexed } from "./stacking-newcomers.ts";

const atOnce = 1_000;

/** Takes what is decided and old out of the index: how many candidates. */
export async function forgetOldTerms({
  db,
  clock,
}: Pick<Stacking, "db" | "clock">): Promise<number> {
  const before = clock().subtract({ hours: 24 * daysIndexed });
  let forgotten = 0;
  for (let after: number | undefined = 0; after !== undefined; ) {
    const { last, pruned } = await pruneTerms(db, { before, after, limit: atOnce });
    forgotten += pruned;
    after = last;
  }
  return forgotten;
}
