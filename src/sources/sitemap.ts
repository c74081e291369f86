// News site maps (sitemaps.org with Google's news elements) and their indexes. Plain entries have no
// headline and are dropped.

import { gunzipSync } from "node:zlib";
import { parseDate } from "#base/dates.ts";
import { cutText, oneLine } from "#base/text.ts";
import { decode } from "./decode.ts";
import { decodeEntities } from "./entities.ts";
import { type Item, noHints, type ParseOutcome } from "./item.ts";
import { languageTag } from "./language-tag.ts";
import { resolveLink } from "./links.ts";
import { makeItem, maxTitle } from "./make-item.ts";
import type { ParseInput } from "./parse-feed.ts";
import { type Entry, readEntries } from "./sitemap-entries.ts";

const maxBytes = 10 * 1024 * 1024;
const maxNext = 3;

/** An index gives no items and tells in `next` which site maps to read. */
export function parseSitemap(input: ParseInput): ParseOutcome {
  const decoded = decode(unpacked(input.bytes), input.contentType);
  const sitemap = readEntries(decoded.text);
  if (!sitemap) return { outcome: "not-a-feed", detail: "the body is no site map" };
  const { flags } = decoded;
  const bare = { title: "", language: null, items: [], hints: noHints };
  if (sitemap.isIndex) {
    const next = newest(sitemap.entries, input);
    return { outcome: "ok", feed: { ...bare, flags, next } };
  }
  const { entries } = sitemap;
  const kept = entries.slice(0, input.maxItems);
  const items = kept.map((entry) => itemOf(entry, input)).filter(({ title }) => title !== "");
  return {
    outcome: "ok",
    feed: {
      ...bare,
      title: cutText(oneLine(entries[0]?.["news:name"] ?? ""), maxTitle),
      language: languageTag(entries[0]?.["news:language"] ?? ""),
      items,
      flags: [
        ...flags,
        ...(kept.length < entries.length ? (["items-cut"] as const) : []),
        ...(items.length < kept.length ? (["items-dropped"] as const) : []),
      ],
    },
  };
}

function itemOf(entry: Entry, input: ParseInput): Item {
  const told = {
    guid: null,
    url: linkOf(entry, input.url),
    title: decodeEntities(entry["news:title"] ?? ""),
    excerpt: "",
    publisher: input.carrier ? (entry["news:name"] ?? null) : null,
    dates: [entry["news:publication_date"] ?? "", entry.lastmod ?? ""],
  };
  return makeItem(told, input);
}

/** The index itself is never next, or it would be read for ever. */
function newest(entries: readonly Entry[], { url, zone }: ParseInput): string[] {
  const dated = entries.map((entry) => ({
    address: linkOf(entry, url)?.split("#", 1)[0],
    at: parseDate(oneLine(entry.lastmod ?? ""), zone)?.at.epochMilliseconds ?? 0,
  }));
  const others = dated
    .toSorted((a, b) => b.at - a.at)
    .flatMap(({ address }) => (address && address !== url ? [address] : []));
  return [...new Set(others)].slice(0, maxNext);
}

function linkOf(entry: Entry, base: string): string | null {
  const loc = oneLine(entry.loc ?? "");
  return loc ? resolveLink(loc, base) : null;
}

/** Site maps are often kept as .xml.gz. Throws a RangeError where that is too much. */
function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`over ${maxBytes} bytes when unpacked`);
    return bytes;
  }
}
