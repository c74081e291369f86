// Summaries of the archive that show the assistant how it writes: its own words, published already.

import type { Desk } from "#entries/draft.ts";
import { listLatest } from "#entries/feed-store.ts";
import type { PublishedEntry } from "#entries/published-store.ts";
import type { Entry } from "#entries/store.ts";
import { judgeDraft } from "./judge-draft.ts";
import type { Example } from "./prompt.ts";

const wanted = 3;
const looked = 30;

/** The newest of the entry's own topic, else of any; of a length worth showing. */
export async function examplesFor({ db, style }: Desk, entry: Entry): Promise<Example[]> {
  const [topic] = entry.topics;
  const near = topic === undefined ? [] : await listLatest(db, { topic, limit: looked });
  const others = near.length < wanted ? await listLatest(db, { limit: looked }) : [];
  const found = new Map([...near, ...others].map((one) => [one.id, one]));
  return [...found.values()].filter(isFit).slice(0, wanted);

  function isFit({ id, summary }: PublishedEntry): boolean {
    if (id === entry.id || summary.length < 40 || summary.length > 1_500) return false;
    return judgeDraft(summary, style.language) === null;
  }
}
