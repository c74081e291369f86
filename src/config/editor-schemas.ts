// The JSON Schemas in config/schema/, by which an editor checks and completes the YAML files.

import type { TSchema } from "typebox";
import { GlossaryFile } from "#entries/glossary-file.ts";
import { StyleFile } from "#entries/style-file.ts";
import { ArchiveFile } from "./archive-file.ts";
import { EntitiesFile } from "./entities-file.ts";
import { SourcesFile } from "./sources-file.ts";

type SchemaFile =
  | "archive.json"
  | "sources.json"
  | "style.json"
  | "entities.json"
  | "glossary.json";

/** File name in config/schema/ to its content. `vitest run test/config -u` writes them anew. */
export function editorSchemas(): Record<SchemaFile, string> {
  return {
    "archive.json": published("config/archive.yaml", ArchiveFile),
    "sources.json": published("config/sources.yaml", SourcesFile),
    "style.json": published("config/style.yaml", StyleFile),
    "entities.json": published("config/entities.yaml", EntitiesFile),
    "glossary.json": published("config/glossary.yaml", GlossaryFile),
  };
}

function published(title: string, schema: TSchema): string {
  const json = { $schema: "https://json-schema.org/draft/2020-12/schema", title, ...schema };
  return `${withShortLists(JSON.stringify(json, null, 2))}\n`;
}

/** As the formatter writes JSON: a list of texts that fits into 100 columns stands on one line. */
function withShortLists(json: string): string {
  const list = /^(.*)\[\n\s+("[^"\n]*"(?:,\n\s+"[^"\n]*")*)\n\s+\](,?)$/gm;
  return json.replace(list, (whole, before: string, items: string, after: string) => {
    const line = `${before}[${items.replace(/,\n\s+/g, ", ")}]${after}`;
    return line.length <= 100 ? line : whole;
  });
}
