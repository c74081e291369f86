// What an entry rests on: its headline, the stack's candidates, and the entries it refers to.

import { listReports } from "#candidates/reports-store.ts";
import type { Candidate } from "#candidates/store.ts";
import type { Db } from "#db/types.ts";
import { type Ground, openGround, type SourceText } from "./fidelity-ground.ts";
import { findPublished, type PublishedEntry } from "./published-store.ts";
import type { Entry } from "./store.ts";
import type { HouseStyle } from "./style-rules.ts";

type Grounded = Omit<Entry, "related"> & { related: readonly string[] };

/** A stack of more is one story all the same; reading all of it would cost every check. */
const maxCandidates = 30;

export async function groundOf(
  { timeZone, style }: { timeZone: string; style: HouseStyle },
  db: Db,
  entry: Grounded,
): Promise<Ground> {
  const candidates = await candidatesOf(db, entry);
  const linked = await findPublished(db, entry.related);
  const days = candidates.flatMap((candidate) => dayOf(candidate, timeZone) ?? []);
  const sources = [
    ...ownTexts(entry),
    ...candidates.flatMap((one) => candidateTexts(one, dayOf(one, timeZone) ?? entry.reportedOn)),
    ...linked.map(linkedText),
  ];
  return openGround(sources, [entry.reportedOn, ...days], style.names);
}

/**
 * Who had reported it when it was accepted, and who is in its stack now, duplicates too. The report
 * that the entry was made from comes first.
 */
export async function candidatesOf(
  db: Db,
  { stackId, candidateId, sources }: Pick<Entry, "stackId" | "candidateId" | "sources">,
): Promise<Candidate[]> {
  const told = sources.map(({ candidate }) => candidate);
  const ids = candidateId === null ? told : [candidateId, ...told];
  const found = await listReports(db, { ids, stackId, limit: maxCandidates });
  return found.toSorted((a, b) => Number(b.id === candidateId) - Number(a.id === candidateId));
}

function ownTexts({
  title,
  source,
  via,
  sources,
  reportedOn,
  reportedTime,
}: Grounded): SourceText[] {
  const on = reportedOn;
  const about = [source, via, reportedTime, ...sources.map((one) => one.source)];
  return [
    { text: title, on, part: "headline" },
    ...sources.map((one): SourceText => ({ text: one.title, on, part: "headline" })),
    { text: about.filter((text) => text !== null).join("\n"), on, part: "about" },
  ];
}

function candidateTexts(candidate: Candidate, on: Temporal.PlainDate): SourceText[] {
  return [
    { text: candidate.title, on, part: "headline" },
    { text: candidate.excerpt, on, part: "excerpt" },
    { text: candidate.publisher, on, part: "about" },
  ];
}

function linkedText({ title, summary, notes, reportedOn }: PublishedEntry): SourceText {
  return { text: [title, summary, ...notes].join("\n"), on: reportedOn, part: "linked" };
}

function dayOf({ publishedAt }: Candidate, timeZone: string): Temporal.PlainDate | null {
  return publishedAt?.toZonedDateTimeISO(timeZone).toPlainDate() ?? null;
}
