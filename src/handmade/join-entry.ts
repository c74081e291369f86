// Head and body of an entry of a page, put together.

import type { ParsedEntry } from "./import-text.ts";
import type { PageBody } from "./page-body.ts";
import { reportLaterDays } from "./page-checks.ts";
import type { PageHead } from "./page-head.ts";
import type { Members } from "./page-members.ts";
import type { Oddity, Report } from "./page-oddity.ts";
import { splitSummary } from "./page-summary.ts";

/** What the body says of the head in brackets holds; `told` are the oddities of the head as found. */
export function joinEntry(
  span: Pick<ParsedEntry, "n" | "line" | "lineEnd">,
  { head, told }: { head: PageHead; told: readonly Oddity[] },
  { summary, notes, related, members }: PageBody,
  report: Report,
): ParsedEntry {
  const settled = settledBy(members);
  for (const { line, kind, message } of told) {
    if (!settled.has(kind)) report(line, kind, message);
  }
  if (summary.length === 0) report(span.line, "summary-missing", "The entry has no summary.");
  reportLaterDays(head.date, summary, report);
  return {
    ...{ ...span, ...head, ...splitSummary(summary), notes, related },
    ...{ url: members.url ?? null, language: members.language ?? null },
    ...(members.source === undefined ? {} : { source: members.source, sourceRaw: members.source }),
    ...(members.title === undefined ? {} : { title: members.title }),
    ...(members.via === undefined ? {} : { via: members.via || null }),
  };
}

function settledBy({ source, title }: Members): ReadonlySet<Oddity["kind"]> {
  return new Set<Oddity["kind"]>([
    ...(source === undefined ? [] : (["source-missing", "source-unknown"] as const)),
    ...(title === undefined ? [] : (["title-missing"] as const)),
  ]);
}
