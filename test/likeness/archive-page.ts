// The page of the real archive and its hand labels, the exam that nothing was tuned on.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const directory = join(import.meta.dirname, "../../../shared/data");
export const pageFile = join(directory, "archive-2025.entries.jsonl");
const labelsFile = join(directory, "archive-2025.labels.json");
export const isHere = existsSync(pageFile) && existsSync(labelsFile);

export type PageEntry = { id: string; hour: number; title: string; lead: string; summary: string };
type EntryInFile = {
  id: string;
  date: string;
  time: string | null;
  title: string;
  summary: string[];
};
type Cluster = { ids: string[] };
type Labels = {
  same_event_clusters: Cluster[];
  same_story_clusters: Cluster[];
  related_pairs: { a: string; b: string }[];
};

/** The lead is what a feed would have: the first 100 characters of the summary. */
export function readPage(): PageEntry[] {
  const lines = readFileSync(pageFile, "utf8").trim().split("\n");
  return lines.map((line) => {
    const { id, date, time, title, summary } = JSON.parse(line) as EntryInFile;
    const text = summary.join("");
    // Three have no time: they are taken for noon.
    const at = Temporal.Instant.from(`${date}T${time ?? "12:00"}:00+09:00`);
    return {
      id,
      title,
      hour: at.epochMilliseconds / 3_600_000,
      lead: text.slice(0, 100),
      summary: text,
    };
  });
}

export type Relation = "event" | "story" | "none";

/** What two entries have in common, and the pairs that an editor would refer to each other. */
export function readLabels(): {
  relation: (a: string, b: string) => Relation;
  related: Labels["related_pairs"];
} {
  const labels = JSON.parse(readFileSync(labelsFile, "utf8")) as Labels;
  const share = (clusters: Cluster[], a: string, b: string): boolean =>
    clusters.some(({ ids }) => ids.includes(a) && ids.includes(b));
  return {
    related: labels.related_pairs,
    relation: (a, b) => {
      if (share(labels.same_event_clusters, a, b)) return "event";
      return share(labels.same_story_clusters, a, b) ? "story" : "none";
    },
  };
}
