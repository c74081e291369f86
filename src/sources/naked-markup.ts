// Markup that stands naked inside a text element (Atom's xhtml, careless RSS). xml2js would lose the
// order of text and tags, so it is turned into escaped HTML, which RFC 4287 §3.1.1 holds to be the
// same, before it is parsed. RSS's skipHours and skipDays, which hold elements, are taken as text too.

const marks =
  /<(\/?)((?:[\w.-]{1,40}:)?(?:title|summary|content|encoded|description|tagline|skiphours|skipdays|item|entry))(\s[^<>]*)?>/gi;
const isItem = /^(?:[\w.-]{1,40}:)?(?:item|entry)$/i;
const isXhtml = /type\s*=\s*["'](?:xhtml|application\/xhtml\+xml)["']|mode\s*=\s*["']xml["']/i;

type Opened = { name: string; attributes: string; at: number; end: number };

/** One pass: an element is taken from its start tag to its own end tag, within one item. */
export function escapeNakedMarkup(xml: string): string {
  const parts: string[] = [];
  let done = 0;
  let opened: Opened | null = null;
  for (const match of xml.matchAll(marks)) {
    const [whole, slash, name = "", attributes = ""] = match;
    const end = match.index + whole.length;
    if (opened && slash && name === opened.name) {
      const inner = xml.slice(opened.end, match.index);
      if (isNaked(inner, opened.attributes)) {
        parts.push(xml.slice(done, opened.at), `<${name} type="html">`, escapeMarkup(inner));
        done = match.index;
      }
      opened = null;
    } else if (isItem.test(name)) {
      opened = null;
    } else if (!slash && !whole.endsWith("/>") && (!opened || opened.name === name)) {
      opened = { name, attributes, at: match.index, end };
    }
  }
  return parts.join("") + xml.slice(done);
}

function isNaked(inner: string, attributes: string): boolean {
  return isXhtml.test(attributes) || (/<[a-z]/i.test(inner) && !inner.includes("<![CDATA["));
}

function escapeMarkup(markup: string): string {
  return markup.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
