// How much a feed may hold, told by a quick look at its tags before a parser is let at it: 1,400,000
// empty items took xml2js from 9 to 17 seconds.

import { asideEnd, readTag, type Tag } from "./xml-tags.ts";

const maxDepth = 200;
const maxElements = 300_000;
/** Of a comment, an instruction or a declaration: sax gathers them character by character. */
const maxAside = 100_000;
const item = /^(?:[\w.-]{1,40}:)?(?:item|entry)$/i;

/**
 * `xml` as it is; or, where it has over `maxItems` items, up to the end of the next one, with what
 * is open there closed: a reader who finds one too many knows that there were more. Throws
 * RangeError for elements deeper than 200 or over 300,000 of them, and for an endless comment.
 */
export function withinLimits(xml: string, maxItems: number): string {
  const count = elementCounter();
  const open: string[] = [];
  let items = 0;
  for (let at = xml.indexOf("<"); at >= 0; at = xml.indexOf("<", at)) {
    const tag = readTag(xml, at);
    if (!tag) {
      at = beyondAside(xml, at);
      continue;
    }
    at = tag.end;
    const known = follow(open, tag);
    if (tag.kind !== "end" || !known) count();
    if (tag.kind !== "start" && item.test(tag.name)) items++;
    if (items > maxItems) return xml.slice(0, at) + endTags(open);
  }
  return xml;
}

/** To be called at each element: throws RangeError at the first one too many. */
export function elementCounter(): () => void {
  let elements = 0;
  return () => {
    elements++;
    if (elements > maxElements) throw new RangeError(`over ${maxElements} elements`);
  };
}

function beyondAside(xml: string, at: number): number {
  const end = asideEnd(xml, at);
  if (end - at > maxAside && !xml.startsWith("<![CDATA[", at))
    throw new RangeError(`a comment or an instruction over ${maxAside} characters`);
  return end;
}

/**
 * Keeps the names of the open elements as a lenient parser does: an end tag closes what stands
 * unclosed within. False for one that ends nothing.
 */
function follow(open: string[], { kind, name }: Tag): boolean {
  if (kind === "start" && open.push(name) > maxDepth)
    throw new RangeError(`elements nested deeper than ${maxDepth}`);
  if (kind !== "end") return true;
  const opened = open.lastIndexOf(name);
  if (opened >= 0) open.length = opened;
  return opened >= 0;
}

function endTags(open: readonly string[]): string {
  return open
    .toReversed()
    .map((name) => `</${name}>`)
    .join("");
}
