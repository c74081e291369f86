// Writes a configuration into a directory of its own.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeFaults } from "#config/fault.ts";
import { readConfig } from "#config/read-config.ts";

/** As short as it may be: every default is at work. */
export const archiveYaml = `title: 瓦版
subtitle: 港の便り
language: ja
time_zone: Asia/Tokyo
tag_authority: desk.example,2026
author: 編集部
topics:
  - slug: harbour
    title: 港
    page_title: "{year}年の港"
    keywords: [港, ferry]
digests:
  - id: weekly
    title: 週刊
    frequency: weekly
    cron: 0 7 * * 1
    approval: automatic
`;

export const sourcesYaml = `sources:
  - id: gazette
    name: 港新聞
    homepage: https://gazette.example/
    address: https://gazette.example/feed.xml
    kind: feed
    language: ja
    topics: [harbour]
    terms: Free to read.
    active: true
`;

/** The caller removes it. */
export function directoryWith(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), "kawaraban-config-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

/** What readConfig says of `files`, and the directory they were in. */
export function readWith(
  files: Record<string, string>,
  env: Record<string, string> = {},
): { dir: string; read: ReturnType<typeof readConfig> } {
  const dir = directoryWith(files);
  try {
    return { dir, read: readConfig({ dir, env }) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** The faults as the operator sees them, without the directory; empty where there are none. */
export function faultsOf(
  files: { archive?: string; sources?: string },
  env: Record<string, string> = {},
): string[] {
  const both = {
    "archive.yaml": files.archive ?? archiveYaml,
    "sources.yaml": files.sources ?? sourcesYaml,
  };
  const { dir, read } = readWith(both, env);
  if ("ok" in read) return [];
  return describeFaults(read.faults).replaceAll(`${dir}/`, "").split("\n");
}
