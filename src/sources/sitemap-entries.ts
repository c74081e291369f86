// The entries of a site map, read in one pass without a tree.

import { cleanText } from "#base/text.ts";
import { scanMarkup } from "./scan-markup.ts";

const names = [
  "loc",
  "lastmod",
  "news:title",
  "news:publication_date",
  "news:name",
  "news:language",
] as const;
type Name = (typeof names)[number];

/** The text of what an entry has, by canonical name. */
export type Entry = Readonly<Partial<Record<Name, string>>>;

/** Fits 50,000 entries, a site map's most, with four elements each. */
const maxNodes = 300_000;
const maxText = 5_000;

/** null where `text` is neither a urlset nor an index. A RangeError where it is too much. */
export function readEntries(text: string): { isIndex: boolean; entries: Entry[] } | null {
  let root: string | null = null;
  let entry: Partial<Record<Name, string>> | null = null;
  let open: Name | null = null;
  const entries: Entry[] = [];
  const prefixes = new Map<string, string>();
  scanMarkup(
    text,
    { xml: true, maxNodes },
    {
      onopentag: (written, attributes) => {
        learn(prefixes, attributes);
        const name = canonical(written, prefixes);
        if (name === "urlset" || name === "sitemapindex") root ??= name;
        if (name === "url" || name === "sitemap") entry = {};
        open = entry && isName(name) && entry[name] === undefined ? name : null;
        if (entry && open) entry[open] = "";
      },
      ontext: (piece) => {
        const sofar = open && entry?.[open];
        if (entry && open && typeof sofar === "string" && sofar.length < maxText) {
          entry[open] = sofar + cleanText(piece.slice(0, maxText));
        }
      },
      onclosetag: (written) => {
        const name = canonical(written, prefixes);
        open = null;
        if (!entry || (name !== "url" && name !== "sitemap")) return;
        entries.push(entry);
        entry = null;
      },
    },
  );
  return root && { isIndex: root === "sitemapindex", entries };
}

function isName(name: string): name is Name {
  return (names as readonly string[]).includes(name);
}

function learn(prefixes: Map<string, string>, attributes: Readonly<Record<string, string>>): void {
  for (const [name, uri] of Object.entries(attributes)) {
    if (!name.startsWith("xmlns:") || prefixes.size > 50) continue;
    const prefix = name.slice("xmlns:".length);
    if (/sitemap-news/i.test(uri)) prefixes.set(prefix, "news:");
    else if (/sitemaps\.org/i.test(uri)) prefixes.set(prefix, "");
    else prefixes.set(prefix, "other:");
  }
}

/** An undeclared prefix is taken at its word; image:loc is not loc. */
function canonical(written: string, prefixes: ReadonlyMap<string, string>): string {
  const name = written.toLowerCase();
  const colon = name.indexOf(":");
  if (colon < 0) return name;
  const prefix = prefixes.get(written.slice(0, colon)) ?? name.slice(0, colon + 1);
  return prefix + name.slice(colon + 1);
}
