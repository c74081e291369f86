// RSS 0.90 to 2.0, RDF and Atom through rss-parser, kept to what it does well: finding the items.
// Out of the box one bad date loses a feed and its snippets take quadratic time. Both come from
// fields it knows by name; here every field has a name it does not know (names.ts) and is handed
// over as xml2js has it. The parser can be exchanged by exchanging this file.

import Parser from "rss-parser";
import { escapeNakedMarkup } from "./naked-markup.ts";
import { type FieldName, fieldNames, type Names, namesOf, rawName } from "./names.ts";
import { elementCounter, withinLimits } from "./xml-limits.ts";

/** One occurrence of an element: its text and its attributes by lower-case canonical name. */
export type Element = { text: string; attributes: Readonly<Record<string, string>> };

/** A channel or an item: every occurrence of each field, in order. */
export type Fields = {
  all: (field: FieldName) => readonly Element[];
  /** Of the element itself, such as rdf:about and xml:base. */
  attributes: Readonly<Record<string, string>>;
};

export type RawFeed = {
  format: "rss" | "atom";
  feed: Fields;
  items: readonly Fields[];
  /** It took the lenient second try. */
  lenient: boolean;
};

type Node = Record<string, unknown>;

const keepArray = { keepArray: true };
const copied = fieldNames.map((field) => [rawName(field), rawName(field), keepArray]);
const ownAttributes = ["$", "$", keepArray];

/**
 * At most `maxItems` + 1 items, so that it shows where there were more. Throws where `xml`, already
 * repaired, is not a feed even by lenient reading, and RangeError where it is too much to read.
 */
export async function readRss(xml: string, maxItems: number): Promise<RawFeed> {
  const format = formatOf(xml);
  const names = namesOf(xml);
  const whole = withinLimits(escapeNakedMarkup(withChannel(xml)), maxItems);
  try {
    return { format, lenient: false, ...(await parse(whole, names, true)) };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return { format, lenient: true, ...(await parse(closed(whole), names, false)) };
  }
}

function formatOf(xml: string): RawFeed["format"] {
  return /^feed/i.test(rootOf(xml)?.[2] ?? "") ? "atom" : "rss";
}

function rootOf(xml: string): RegExpExecArray | null {
  return /<((?:[\w.-]{1,40}:)?(rss|feed|rdf))(?:\s[^<>]*)?>/i.exec(xml);
}

/** rss-parser throws where there is no channel; one left open is closed by the second try. */
function withChannel(xml: string): string {
  const root = rootOf(xml);
  if (!root || /^feed/i.test(root[2] ?? "")) return xml;
  if (/<(?:[\w.-]{1,40}:)?channel[\s>/]/i.test(xml)) return xml;
  const end = root.index + root[0].length;
  const channel = /^rdf/i.test(root[2] ?? "") ? "<channel/>" : "<channel>";
  return xml.slice(0, end) + channel + xml.slice(end);
}

/** A feed cut short: its complete items stand, the rest is let go. */
function closed(xml: string): string {
  const name = rootOf(xml)?.[1];
  if (!name || xml.includes(`</${name}`)) return xml;
  return `${xml.slice(0, lastWhole(xml))}</${name}>`;
}

/** The end of the last complete item; without one, the beginning of the first. */
function lastWhole(xml: string): number {
  const last = [...xml.matchAll(/<\/(?:[\w.-]{1,40}:)?(?:item|entry)\s*>/gi)].at(-1);
  if (last) return last.index + last[0].length;
  const first = xml.search(/<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]/i);
  return first < 0 ? xml.length : first;
}

async function parse(
  xml: string,
  names: Names,
  strict: boolean,
): Promise<Pick<RawFeed, "feed" | "items">> {
  const count = elementCounter();
  const parser = new Parser<Node, Node>({
    defaultRSS: 2,
    xml2js: {
      strict,
      tagNameProcessors: [
        // Once more, exactly: ill-formed XML can lead the quick look astray.
        (name: string) => {
          count();
          return names.tag(name);
        },
      ],
      attrNameProcessors: [names.attribute],
    },
    customFields: {
      // RSS 0.9x and some RDF have their items inside the channel.
      feed: [...copied, ownAttributes, ["item", "nested", keepArray]] as never[],
      item: [...copied, ownAttributes],
    },
  });
  const feed = await parser.parseString(xml);
  const items = feed.items.length > 0 ? feed.items : listOf(feed.nested);
  return { feed: fieldsOf(feed), items: items.map(fieldsOf) };
}

function fieldsOf(node: unknown): Fields {
  const own = (node ?? {}) as Node;
  return {
    all: (field) => listOf(own[rawName(field)]).map(elementOf),
    attributes: attributesOf(own),
  };
}

/** xml2js gives a string where an element has no attributes, else { _: text, $: attributes }. */
function elementOf(node: unknown): Element {
  if (typeof node === "string") return { text: node, attributes: {} };
  const own = node as Node;
  return { text: typeof own._ === "string" ? own._ : "", attributes: attributesOf(own) };
}

function attributesOf(node: Node): Readonly<Record<string, string>> {
  return (node.$ ?? {}) as Record<string, string>;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
