// A strict XML parse into a tree, by the parser that rss-parser brings.

import { createRequire } from "node:module";

export type XmlNode = {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  /** Of the element and all within it. */
  text: string;
};

type SaxParser = {
  onopentag: (tag: { name: string; attributes: Record<string, string> }) => void;
  onclosetag: () => void;
  ontext: (text: string) => void;
  oncdata: (text: string) => void;
  onerror: (error: Error) => void;
  write: (text: string) => { close: () => void };
};

const fromRssParser = createRequire(import.meta.resolve("rss-parser"));
const { parser: openParser } = createRequire(fromRssParser.resolve("xml2js"))("sax") as {
  parser: (strict: boolean) => SaxParser;
};

/** The root element; throws where the text is not well-formed. */
export function parseXml(xml: string): XmlNode {
  const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(xml);
  if (illegal) throw new Error(`character ${illegal[0].codePointAt(0)} is not allowed in XML`);
  const root: XmlNode = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = openParser(true);
  parser.onopentag = ({ name, attributes }) => {
    const node = { name, attributes, children: [], text: "" };
    open.at(-1)?.children.push(node);
    open.push(node);
  };
  parser.onclosetag = () => open.pop();
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(xml).close();
  const [only] = root.children;
  if (!only) throw new Error("no root element");
  return only;

  function addText(text: string): void {
    for (const node of open) node.text += text;
  }
}

export function all(node: XmlNode | undefined, name: string): XmlNode[] {
  return (node?.children ?? []).filter((child) => child.name === name);
}

export function one(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return all(node, name)[0];
}
