// What an import has to say, in words and for machines.

import type { ImportReport } from "#handmade/import.ts";
import type { ParsedPage } from "#handmade/import-text.ts";
import type { Dangling } from "#handmade/page-references.ts";

export type FileReport = { file: string; topic: string; page: ParsedPage; report: ImportReport };

export type Told = {
  dryRun: boolean;
  files: readonly FileReport[];
  faults: readonly string[];
  unknownSources: readonly { source: string; entries: number }[];
  dangling: readonly Dangling[];
};

export function toldImport(told: Told, json: boolean): { lines: string[]; errors: string[] } {
  if (json) return { lines: [JSON.stringify(forMachines(told))], errors: [] };
  const { dryRun, files, faults } = told;
  const all = files.length > 1 ? [total(files)] : [];
  const dry = dryRun ? ["A dry run: nothing was stored."] : [];
  return {
    lines: [...files.flatMap(fileLines), ...crossLines(told), ...all, ...dry],
    errors: [...faults],
  };
}

function fileLines({ file, page, report }: FileReport): string[] {
  if (page.entries.length === 0) {
    return [`${file} has no entries: each begins with a line such as 2025.07.24.`];
  }
  const { kept } = report;
  return [
    ...page.oddities.map(({ line, message }) => `${file}:${line}: ${message}`),
    `${file}: ${counts(page.entries.length, report)}; ${page.oddities.length} oddities.`,
    ...(kept.length === 0
      ? []
      : [`Kept as editors wrote them, although the page has another text: ${kept.join(", ")}.`]),
  ];
}

function crossLines({ unknownSources, dangling }: Told): string[] {
  const sources = unknownSources.map(({ source, entries }) => `${source} (${entries})`);
  return [
    ...dangling.map(
      ({ file, line, id, names }) =>
        `${file}:${line}: ${id} cites ${names}, which neither these pages nor the archive have.`,
    ),
    ...(sources.length === 0
      ? []
      : [`Sources that nobody knows, perhaps aliases of some: ${sources.join(", ")}.`]),
  ];
}

function total(files: readonly FileReport[]): string {
  const sum = (count: (file: FileReport) => number): number =>
    files.reduce((before, file) => before + count(file), 0);
  const report = {
    added: sum(({ report }) => report.added),
    changed: sum(({ report }) => report.changed),
    unchanged: sum(({ report }) => report.unchanged),
    incomplete: sum(({ report }) => report.incomplete),
  };
  return `${files.length} files, ${counts(
    sum(({ page }) => page.entries.length),
    report,
  )}; ${sum(({ page }) => page.oddities.length)} oddities.`;
}

function counts(entries: number, report: Omit<ImportReport, "kept">): string {
  const { added, changed, unchanged, incomplete } = report;
  return `${entries} entries: ${added} added, ${changed} changed, ${unchanged} unchanged, ${incomplete} incomplete and left out`;
}

function forMachines({ dryRun, files, faults, unknownSources, dangling }: Told): object {
  return {
    dry_run: dryRun,
    files: files.map(({ file, topic, page, report }) => ({
      ...{ file, topic, heading: page.heading, year: page.year, entries: page.entries.length },
      ...report,
      oddities: page.oddities,
    })),
    faults,
    unknown_sources: unknownSources,
    dangling,
  };
}
