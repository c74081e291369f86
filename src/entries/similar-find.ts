// "Already archived?": the published entries that a stack or an entry resembles.

import { Problem } from "#base/problem.ts";
import { findStack, listMembers, type Stack } from "#candidates/stack-store.ts";
import type { Candidate } from "#candidates/store.ts";
import type { Db } from "#db/types.ts";
import type { Entities } from "#likeness/entities.ts";
import { requireEntry } from "./change.ts";

import { rankAlike, type Similar } from "./similar.ts";
import { queryOf, type Story, wantedTerms } from "./similar-query.ts";
import { listAlike } from "./similar-store.ts";
import { type Entry, findEntry, findLiveEntryOfStack } from "./store.ts";

export type Finding = {
  db: Db;
  entities: Entities;
  /** The archive's zone, in which the day of a report is reckoned. */
  timeZone: string;
};

/**
 * How much is looked at. Of 100,000 entries these bounds cost the database about 10,000 postings; the
 * double finds a few more of the least like ones.
 */
const looked = { terms: 40, each: 250, limit: 60 };

/** Problems: not-found; wrong-state for a stack that was merged, with where it went. */
export async function similarToStack(
  { db, entities, timeZone }: Finding,
  id: number,
  limit: number,
): Promise<Similar[]> {
  const [stack, entry, members] = await Promise.all([
    requireWhole(db, id),
    findLiveEntryOfStack(db, id),
    listMembers(db, [id]),
  ]);
  const story = storyOfStack(stack, members, entry, timeZone);
  return findSimilar(db, entities, { story, except: entry ? [entry.id] : [], limit });
}

/** Of a correction the entry that it corrects is left out as well. */
export async function similarToEntry(
  { db, entities }: Finding,
  ref: string,
  limit: number,
): Promise<Similar[]> {
  const entry = await requireEntry(db, ref);
  const corrected =
    entry.corrects === null ? undefined : await findEntry(db, { id: entry.corrects });
  const { title, summary: text, url } = entry;
  const story = {
    reports: [{ title, text, url }],
    on: entry.reportedOn,
    cites: entry.related,
    archiveId: (corrected ?? entry).archiveId,
  };
  const except = [entry.id, ...(corrected ? [corrected.id] : [])];
  return findSimilar(db, entities, { story, except, limit });
}

async function findSimilar(
  db: Db,
  entities: Entities,
  { story, except, limit }: { story: Story; except: readonly number[]; limit: number },
): Promise<Similar[]> {
  const query = queryOf(story, entities);
  const { terms, ...bounds } = looked;
  const looking = { known: query.names.keys(), except, ...bounds };
  const alike = await listAlike(db, wantedTerms(query, terms), looking);
  return rankAlike(query, alike, limit);
}

async function requireWhole(db: Db, id: number): Promise<Stack> {
  const stack = await findStack(db, id);
  if (!stack) throw new Problem("not-found", `There is no stack ${id}.`);
  if (stack.state !== "merged") return stack;
  throw new Problem("wrong-state", `Stack ${id} was merged into ${stack.mergedInto}.`, {
    extra: { state: "merged", merged_into: stack.mergedInto },
  });
}

/** The lead first; copies of its headline say nothing new, but may have another address. */
function storyOfStack(
  stack: Stack,
  members: readonly Candidate[],
  entry: Entry | undefined,
  timeZone: string,
): Story {
  const rank = ({ id, state }: Candidate): number =>
    id === stack.leadId ? 0 : state === "duplicate" ? 2 : 1;
  const ordered = members.toSorted((a, b) => rank(a) - rank(b));
  const at = ordered[0]?.publishedAt ?? stack.firstSeenAt;
  return {
    reports: ordered.map(({ title, excerpt, url }) => ({ title, text: excerpt, url })),
    on: at.toZonedDateTimeISO(timeZone).toPlainDate(),
    cites: [...stack.related, ...(entry?.related ?? [])],
    archiveId: entry?.archiveId ?? null,
  };
}
