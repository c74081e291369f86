// The house style that ships.

import { join } from "node:path";
import { readYamlFile } from "#config/yaml-file.ts";
import type { StyleFile } from "#entries/style-file.ts";
import { type HouseStyle, openHouseStyle } from "#entries/style-rules.ts";

const { yaml } = readYamlFile(join(import.meta.dirname, "../../config/style.yaml"));

export const shippedStyle = yaml?.value as StyleFile;

export function houseStyle(
  file: StyleFile | null = shippedStyle,
  language: "ja" | "en" = "ja",
): HouseStyle {
  return openHouseStyle(file, { language, names: [] });
}
