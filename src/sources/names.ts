// Canonical names for the tags and attributes of every feed format, whatever prefixes a feed uses.

type NamespaceMap = ReadonlyMap<string, string>;

const rss = "";
const namespaces: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/rss/1.0/": rss,
    "http://my.netscape.com/rdf/simple/0.9/": rss,
    "http://channel.netscape.com/rdf/simple/0.9/": rss,
    "http://backend.userland.com/rss2": rss,
    "http://blogs.law.harvard.edu/tech/rss": rss,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/elements/1.0/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/rss/1.0/modules/syndication/": "sy:",
    "http://www.w3.org/xml/1998/namespace": "xml:",
  }),
);
const known = new Set(namespaces.values());

const structure: ReadonlyMap<string, string> = new Map(
  Object.entries({
    rss: "rss",
    channel: "channel",
    item: "item",
    feed: "feed",
    entry: "entry",
    "rdf:rdf": "rdf:RDF",
  }),
);

/** The elements we read, by canonical name. */
export const fieldNames = [
  "title",
  "link",
  "guid",
  "id",
  "description",
  "summary",
  "content",
  "content:encoded",
  "language",
  "source",
  // Bing's News:Source, in a namespace that is the address of the query.
  "unknown:source",
  "ttl",
  "skiphours",
  "skipdays",
  "pubdate",
  "published",
  "issued",
  "created",
  "updated",
  "modified",
  "sy:updateperiod",
  "sy:updatefrequency",
  "dc:title",
  "dc:description",
  "dc:language",
  "dc:date",
  "dcterms:issued",
  "dcterms:created",
  "dcterms:modified",
  "atom:link",
  "atom:title",
  "atom:summary",
  "atom:published",
  "atom:updated",
] as const;
export type FieldName = (typeof fieldNames)[number];
const fields: ReadonlySet<string> = new Set(fieldNames);

/** A field's name inside rss-parser: one that it does not know and so leaves alone. */
export function rawName(field: FieldName): string {
  return `raw:${field}`;
}

export type Names = { tag: (name: string) => string; attribute: (name: string) => string };

/** Reads the namespaces from the head of the feed; a prefix declared later keeps its own name. */
export function namesOf(xml: string): Names {
  const prefixes = prefixesOf(xml.slice(0, 65_536));
  const canonical = (name: string): string => canonicalName(name.toLowerCase(), prefixes);
  return {
    tag: (name) => {
      const plain = canonical(name);
      if (fields.has(plain)) return rawName(plain as FieldName);
      return structure.get(plain) ?? "other";
    },
    attribute: (name) => (name.startsWith("xmlns") ? "xmlns" : canonical(name)),
  };
}

function prefixesOf(head: string): NamespaceMap {
  const prefixes = new Map<string, string>();
  for (const [, prefix, uri] of head.matchAll(
    /xmlns:([\w.-]{1,50})\s*=\s*["']([^"'<]{1,200})["']/g,
  )) {
    const canonical = namespaces.get(uri?.trim().toLowerCase() ?? "");
    prefixes.set(prefix?.toLowerCase() ?? "", canonical ?? "unknown:");
  }
  // An Atom feed written with a prefix throughout: its own elements are the plain ones.
  const root = /<([\w.-]{1,50}):feed[\s>]/i.exec(head)?.[1]?.toLowerCase();
  if (root) prefixes.set(root, "");
  return prefixes;
}

function canonicalName(name: string, prefixes: NamespaceMap): string {
  const colon = name.indexOf(":");
  if (colon < 0) return name;
  const prefix = name.slice(0, colon);
  const own = known.has(`${prefix}:`) ? `${prefix}:` : "unknown:";
  return (prefixes.get(prefix) ?? own) + name.slice(colon + 1);
}
