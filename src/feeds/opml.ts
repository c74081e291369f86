// All feeds as a list to subscribe to at once (OPML 2.0).

import type { Archive } from "#base/archive.ts";
import { oneLine } from "#base/text.ts";
import { feedAddress } from "./feed.ts";
import { feedSpecs } from "./spec.ts";
import { declaration, element, textElement } from "./xml.ts";

export function feedsOpml(archive: Archive): string {
  const outlines = feedSpecs(archive).map(({ title, path, page }) =>
    element("outline", {
      type: "rss", // of any format: the specification knows no other
      text: oneLine(title),
      xmlUrl: `${feedAddress(archive, path)}.atom`,
      htmlUrl: `${archive.url}${page}`,
    }),
  );
  const head = element("head", {}, textElement("title", oneLine(archive.title)));
  const body = element("body", {}, `\n${outlines.join("\n")}\n`);
  return `${declaration}\n${element("opml", { version: "2.0" }, `\n${head}\n${body}\n`)}\n`;
}
