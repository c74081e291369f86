// OPML 2.0 (opml.org/spec2): how readers of feeds hand their lists on.

import { escapeMarkup } from "#base/html.ts";
import { cleanText, oneLine } from "#base/text.ts";
import { webAddress } from "#base/web-address.ts";
import { languageTag } from "./language-tag.ts";
import { scanMarkup } from "./scan-markup.ts";

export type OpmlSource = {
  name: string;
  homepage: string;
  addresses: readonly string[];
  kind: string;
  language: string;
};

export type Outline = {
  title: string;
  address: string;
  homepage: string | null;
  language: string | null;
};

const maxOutlines = 2_000;
const maxNodes = 100_000;

/** The sources that are feeds, by language; of several addresses the first. */
export function writeOpml(title: string, sources: readonly OpmlSource[]): string {
  const feeds = sources.filter(({ kind, addresses }) => kind === "feed" && addresses.length > 0);
  const groups = Map.groupBy(feeds, ({ language }) => language);
  const lines = [...groups].flatMap(([language, members]) => [
    `    <outline text=${quoted(language)}>`,
    ...members.map(outlineOf),
    "    </outline>",
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    `  <head><title>${escapeMarkup(cleanText(title))}</title></head>`,
    "  <body>",
    ...lines,
    "  </body>",
    "</opml>",
    "",
  ].join("\n");
}

/**
 * The outlines that are feeds, in their order, each address once, at most 2,000 of them. Null where
 * `text` is no OPML; a RangeError where it is nested too deep or too large.
 */
export function readOpml(text: string): Outline[] | null {
  let isOpml = false;
  const outlines = new Map<string, Outline>();
  scanMarkup(
    text,
    { xml: true, maxNodes },
    {
      onopentag: (name, attributes) => {
        if (name.toLowerCase() === "opml") isOpml = true;
        const outline = name.toLowerCase() === "outline" ? readOutline(attributes) : null;
        if (!outline || outlines.has(outline.address) || outlines.size >= maxOutlines) return;
        outlines.set(outline.address, outline);
      },
    },
  );
  return isOpml ? [...outlines.values()] : null;
}

function outlineOf({ name, homepage, addresses, language }: OpmlSource): string {
  const attributes = {
    ...{ type: "rss", text: name, title: name },
    ...{ xmlUrl: addresses[0] ?? "", htmlUrl: homepage, language },
  };
  const written = Object.entries(attributes).map(([key, value]) => `${key}=${quoted(value)}`);
  return `      <outline ${written.join(" ")}/>`;
}

function quoted(value: string): string {
  return `"${escapeMarkup(oneLine(value))}"`;
}

/** Programs differ in how they write the capitals of the names. */
function readOutline(attributes: Readonly<Record<string, string>>): Outline | null {
  const given = new Map(
    Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value.trim()]),
  );
  const address = webAddress(given.get("xmlurl") ?? null);
  if (!address || address.length > 2_000) return null;
  const title = oneLine(given.get("title") || given.get("text") || "");
  const homepage = webAddress(given.get("htmlurl") ?? null);
  return { title, address, homepage, language: languageTag(given.get("language") ?? "") };
}
