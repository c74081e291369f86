// Candidates as a poll stores them, without a poll.

import { addStories } from "#candidates/store.ts";
import type { TestApp } from "./app.ts";

type Report = { title: string; url: string; at: string; topics?: readonly string[] };

/** Of a source that the app is configured with. */
export async function cameIn(app: TestApp, sourceId: string, ...told: Report[]): Promise<void> {
  const { config, database, clock } = app.parts;
  const source = config.sources.find(({ id }) => id === sourceId);
  if (!source) throw new Error(`the test has no source ${sourceId}`);
  const stories = told.map(({ title, url, at, topics = [] }) => ({
    ...{ identity: url, digest: url, title, excerpt: "", url, publisher: source.name, topics },
    ...{ published_at: at, published_raw: at, timed: true },
  }));
  const { via = null, language } = source;
  await addStories(database.db, { id: sourceId, via, language }, stories, clock());
}
