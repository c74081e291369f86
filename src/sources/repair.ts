// Text to XML that a strict parser takes. Every step is one linear pass: feeds are hostile input.

import { cleanText } from "#base/text.ts";

// The apostrophe of Windows-1252 is written as &#146; or as U+0092; in XML that is a control
// character.
const controls = /&#(?:0{0,3}(1[2-5]\d)|[xX]0{0,2}([89][0-9a-fA-F]));|[\x80-\x9f]/g;
/** So many replacements take a second and fit into a worker's memory; five times as many do not. */
const maxReplaced = 1_000_000;
const windows1252 = new TextDecoder("windows-1252");

export type Repaired = { xml: string; repaired: boolean };

const element = /<(?:[\w-]{1,40}:)?(?:rss|feed|rdf)[\s/>]/i;
const start = new RegExp(`<\\?xml|${element.source}`, "i");
// sax knows the entities of HTML 4; another name is escaped only by the lenient second try.
const bareAmpersand = /&(?!(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)/g;

/**
 * Drops what precedes the feed (a PHP warning, a blank line), characters that XML forbids and the
 * DOCTYPE with its entities, and escapes bare ampersands outside CDATA. Null: there is no feed.
 * Throws RangeError for over 1,000,000 ampersands and control characters.
 */
export function repair(text: string): Repaired | null {
  if (replaceable(text) > maxReplaced) throw new RangeError(`over ${maxReplaced} ampersands`);
  const from = text.search(start);
  if (from < 0) return null;
  const clean = cleanText(text.slice(from).replace(controls, fromWindows));
  const xml = outsideCdata(withoutDoctype(clean), (part) => part.replace(bareAmpersand, "&amp;"));
  return { xml, repaired: xml !== text };
}

function replaceable(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x26 || (code >= 0x80 && code <= 0x9f)) count++;
  }
  return count;
}

function fromWindows(whole: string, decimal?: string, hex?: string): string {
  const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : whole.charCodeAt(0);
  return code >= 0x80 && code <= 0x9f ? windows1252.decode(Uint8Array.of(code)) : whole;
}

/** `change` is applied to everything outside CDATA sections; an unclosed one reaches to the end. */
function outsideCdata(xml: string, change: (part: string) => string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < xml.length) {
    const open = indexOr(xml.indexOf("<![CDATA[", at), xml.length);
    const close = indexOr(xml.indexOf("]]>", open), xml.length);
    parts.push(change(xml.slice(at, open)), xml.slice(open, close));
    at = close;
  }
  return parts.join("");
}

/** The first DOCTYPE, internal subset included: no entity of it is ever expanded. */
function withoutDoctype(xml: string): string {
  const start = xml.search(/<!DOCTYPE/i);
  if (start < 0 || start > xml.search(element)) return xml;
  const bracket = xml.indexOf("[", start);
  const plainEnd = indexOr(xml.indexOf(">", start), xml.length);
  const hasSubset = bracket >= 0 && bracket < plainEnd;
  const end = hasSubset ? subsetEnd(xml, bracket) : plainEnd + 1;
  return xml.slice(0, start) + xml.slice(end);
}

function subsetEnd(xml: string, bracket: number): number {
  const close = /\]\s*>/g;
  close.lastIndex = bracket;
  return close.test(xml) ? close.lastIndex : xml.length;
}

function indexOr(index: number, otherwise: number): number {
  return index < 0 ? otherwise : index;
}
