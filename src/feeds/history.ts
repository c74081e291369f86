import type { Db } from "#db/types.ts";
import {
  countPublishedIn,
  type FeedFilter,
  findPublishedBefore,
  findPublishedFrom,
  type Span,
} from "#entries/feed-store.ts";
import type { History } from "./parts.ts";

/** A feed's history by the months of the archive's zone. */
export function historyOf(db: Db, filter: FeedFilter, timeZone: string): History {
  const monthOf = (at: Temporal.Instant | null): Temporal.PlainYearMonth | null =>
    at?.toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth() ?? null;
  return {
    count: (month) => countPublishedIn(db, filter, spanOf(month, timeZone)),
    before: async (month) =>
      monthOf(await findPublishedBefore(db, filter, month && spanOf(month, timeZone).from)),
    after: async (month) =>
      monthOf(await findPublishedFrom(db, filter, spanOf(month, timeZone).to)),
  };
}

export function spanOf(month: Temporal.PlainYearMonth, timeZone: string): Span {
  const start = (month: Temporal.PlainYearMonth): Temporal.Instant =>
    month.toPlainDate({ day: 1 }).toZonedDateTime(timeZone).toInstant();
  return { from: start(month), to: start(month.add({ months: 1 })) };
}
