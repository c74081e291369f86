import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { EntitiesFile } from "#config/entities-file.ts";
import { openEntities } from "#likeness/entities.ts";

const file = join(import.meta.dirname, "../../config/entities.yaml");

/** Those of config/entities.yaml. */
export const shippedList = (parse(readFileSync(file, "utf8")) as EntitiesFile).entities;
export const shippedEntities = openEntities(shippedList);
