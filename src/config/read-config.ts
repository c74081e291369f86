// The whole configuration, read once at the start: all of it, or every fault in it.

import { join } from "node:path";
import type { Archive } from "#base/archive.ts";
import { type DigestSchedule, digestSchedule } from "#digests/schedule.ts";
import { GlossaryFile } from "#entries/glossary-file.ts";
import { StyleFile } from "#entries/style-file.ts";
import { type SourceSpec, sourceSpec } from "#sources/spec.ts";
import { type Assistant, assistantOf } from "#suggestions/assistant.ts";
import { type Hub, hubOf } from "#websub/hub.ts";
import {
  type Approval,
  ArchiveFile,
  defaultApproval,
  defaultPolling,
  defaultStacking,
  type Polling,
  type StackingSettings,
} from "./archive-file.ts";
import { archiveFaults, type CrossFault, sourcesFaults } from "./cross-checks.ts";
import { EntitiesFile, entitiesFaults } from "./entities-file.ts";
import { type Environment, readEnvironment, type Settings } from "./environment.ts";
import { type Fault, pathText, show } from "./fault.ts";
import { glossaryFaults } from "./glossary-faults.ts";
import { schemaFaults } from "./schema-faults.ts";
import { SourcesFile } from "./sources-file.ts";
import { styleFaults } from "./style-faults.ts";
import { readYamlFile, readYamlFileIfAny, type YamlFile } from "./yaml-file.ts";

export type Config = {
  archive: Archive;
  sources: readonly SourceSpec[];
  digests: readonly DigestSchedule[];
  polling: Polling;
  approval: Approval;
  stacking: StackingSettings;
  /** Names of one thing in several languages; empty where there is no entities.yaml. */
  entities: EntitiesFile["entities"];
  /** What abbreviations stand for; empty where there is no glossary.yaml. */
  glossary: GlossaryFile["terms"];
  /** null where there is no style.yaml: then only the built-in checks run. */
  style: StyleFile | null;
  /** null: nobody drafts but editors. */
  assistant: Assistant | null;
  /** Who tells subscribed readers what is published; its address is what feeds name as rel=hub. */
  hub: Hub;
  /** A page or mail address for the User-Agent; printable ASCII without spaces and parentheses. */
  contact: string;
  settings: Settings;
};

/**
 * Reads the environment and the YAML files. `dir` is CONFIG_DIR and `env` the
 * process's environment where they are not given. Nothing is thrown: the faults are the answer.
 */
export function readConfig(
  options: { dir?: string; env?: Environment } = {},
): { ok: Config } | { faults: readonly Fault[] } {
  const { settings, faults } = readEnvironment(options.env);
  const dir = options.dir ?? settings.configDir;
  const archive = readYamlFile(join(dir, "archive.yaml"));
  const sources = readYamlFile(join(dir, "sources.yaml"));
  const style = readYamlFileIfAny(join(dir, "style.yaml"));
  const entities = readYamlFileIfAny(join(dir, "entities.yaml"));
  const glossary = readYamlFileIfAny(join(dir, "glossary.yaml"));
  const all = [
    ...faults,
    ...inOrder(archive.faults, archive.yaml, (value) => [
      ...schemaFaults(ArchiveFile, value),
      ...archiveFaults(value),
    ]),
    ...inOrder(sources.faults, sources.yaml, (value) => [
      ...schemaFaults(SourcesFile, value),
      ...sourcesFaults(value, archive.yaml?.value),
    ]),
    ...inOrder(style.faults, style.yaml, (value) => [
      ...schemaFaults(StyleFile, value),
      ...styleFaults(value),
    ]),
    ...inOrder(entities.faults, entities.yaml, (value) => [
      ...schemaFaults(EntitiesFile, value),
      ...entitiesFaults(value),
    ]),
    ...inOrder(glossary.faults, glossary.yaml, (value) => [
      ...schemaFaults(GlossaryFile, value),
      ...glossaryFaults(value),
    ]),
  ];
  if (all.length > 0) return { faults: all };
  const ok = build(
    archive.yaml?.value as ArchiveFile,
    sources.yaml?.value as SourcesFile,
    settings,
  );
  return {
    ok: {
      ...ok,
      style: (style.yaml?.value as StyleFile | undefined) ?? null,
      entities: (entities.yaml?.value as EntitiesFile | undefined)?.entities ?? [],
      glossary: (glossary.yaml?.value as GlossaryFile | undefined)?.terms ?? [],
    },
  };
}

/** The file's faults from top to bottom; of two at one place the first found, which is of form. */
function inOrder(
  syntax: readonly Fault[],
  yaml: YamlFile | null,
  check: (value: unknown) => CrossFault[],
): Fault[] {
  if (!yaml) return [...syntax];
  const told = new Map<string, Fault>();
  for (const { path, value, wanted } of check(yaml.value)) {
    const at = pathText(path);
    const fault = { file: yaml.file, ...yaml.locate(path), at, found: show(value), wanted };
    if (!told.has(at)) told.set(at, fault);
  }
  return [...syntax, ...told.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function build(
  archive: ArchiveFile,
  { sources }: SourcesFile,
  settings: Settings,
): Omit<Config, "style" | "entities" | "glossary"> {
  const slugs = archive.topics.map(({ slug }) => slug);
  return {
    archive: {
      title: archive.title,
      subtitle: archive.subtitle,
      language: archive.language,
      timeZone: archive.time_zone,
      url: settings.publicUrl,
      tagAuthority: archive.tag_authority,
      author: archive.author,
      topics: archive.topics,
    },
    sources: sources.map(sourceSpec),
    digests: archive.digests.map((digest) => digestSchedule(digest, slugs)),
    polling: { ...defaultPolling, ...archive.polling },
    approval: { ...defaultApproval, ...archive.approval },
    stacking: { ...defaultStacking, ...archive.stacking },
    assistant: archive.assistant ? assistantOf(archive.assistant, settings.assistantKey) : null,
    hub: hubOf(archive.websub, settings.publicUrl),
    contact: archive.contact ?? settings.publicUrl,
    settings,
  };
}
