// config/sources.yaml: what the archive polls.

import { type Static, Type } from "typebox";
import { SourceInFile } from "#sources/spec.ts";

export const SourcesFile = Type.Object(
  { sources: Type.Array(SourceInFile) },
  { additionalProperties: false },
);
export type SourcesFile = Static<typeof SourcesFile>;
