import type { ParsedPage } from "./import-text.ts";

/** A cross reference to an entry that nobody has; `line` is where its entry begins. */
export type Dangling = { file: string; line: number; id: string; names: string };

type Named = { file: string; page: ParsedPage };

/** Every id that an entry of the pages cites and no page has: the archive may have it. */
export function citedElsewhere(pages: readonly Named[]): string[] {
  const own = new Set(pages.flatMap(({ page }) => page.entries.map(({ id }) => id)));
  const cited = pages.flatMap(({ page }) => page.entries.flatMap(({ related }) => related));
  return [...new Set(cited)].filter((id) => !own.has(id));
}

/** The references to ids that are neither on the pages nor among those that the archive has. */
export function danglingReferences(
  pages: readonly Named[],
  given: ReadonlySet<string>,
): Dangling[] {
  const nowhere = new Set(citedElsewhere(pages).filter((id) => !given.has(id)));
  return pages.flatMap(({ file, page }) =>
    page.entries.flatMap(({ line, id, related }) =>
      related
        .filter((cited) => nowhere.has(cited))
        .map((names) => ({ file, line, id: id ?? "", names })),
    ),
  );
}

/** How often each source that nobody knows is named, the most frequent first. */
export function unknownSources(pages: readonly Named[]): { source: string; entries: number }[] {
  const counts = new Map<string, number>();
  for (const { page } of pages) {
    const lines = new Set(
      page.oddities.filter(({ kind }) => kind === "source-unknown").map(({ line }) => line),
    );
    for (const { source, line, lineEnd } of page.entries) {
      let at = line;
      while (at <= lineEnd && !lines.has(at)) at += 1;
      if (source !== null && at <= lineEnd) counts.set(source, (counts.get(source) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([source, entries]) => ({ source, entries }))
    .toSorted((a, b) => b.entries - a.entries);
}
