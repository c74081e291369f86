// Where the tags of XML begin and end, for a look at a document that no parser has seen yet. Agrees
// with sax on what is well-formed, and nearly so on the rest.

export type Tag = { kind: "start" | "end" | "empty"; name: string; end: number };

const sections = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
  ["<!", ">"],
] as const;
const nameEnd = /[\s/>]/g;

/** The tag that begins at the `<` at `at`; null where that begins something else. */
export function readTag(xml: string, at: number): Tag | null {
  const isEnd = xml[at + 1] === "/";
  const from = isEnd ? at + 2 : at + 1;
  if (/[\s!?<]/.test(xml[from] ?? "<")) return null;
  nameEnd.lastIndex = from;
  const to = nameEnd.test(xml) ? nameEnd.lastIndex - 1 : xml.length;
  const end = attributesEnd(xml, to);
  const name = xml.slice(from, Math.min(to, from + 100));
  if (isEnd) return { kind: "end", name, end };
  return { kind: xml[end - 2] === "/" ? "empty" : "start", name, end };
}

/** The end of the comment, CDATA section, instruction or declaration at `at`, or of a lone `<`. */
export function asideEnd(xml: string, at: number): number {
  const section = sections.find(([start]) => xml.startsWith(start, at));
  if (!section) return at + 1;
  const close = xml.indexOf(section[1], at + section[0].length);
  return close < 0 ? xml.length : close + section[1].length;
}

/** Behind the `>` that ends the tag: one within a quoted value does not. */
function attributesEnd(xml: string, from: number): number {
  let awaitsValue = false;
  for (let at = from; at < xml.length; at++) {
    const character = xml[at] as string;
    if (character === ">") return at + 1;
    if (awaitsValue && (character === '"' || character === "'")) {
      const close = xml.indexOf(character, at + 1);
      if (close < 0) return xml.length;
      at = close;
    }
    if (!/\s/.test(character)) awaitsValue = character === "=";
  }
  return xml.length;
}
