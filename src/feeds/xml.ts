// Just enough XML to write a feed: names are ours, values are escaped.

import { escapeMarkup } from "#base/html.ts";

export const declaration = '<?xml version="1.0" encoding="utf-8"?>';

/** An attribute that is undefined is left out. */
type Attributes = Readonly<Record<string, string | undefined>>;

/** `<name attributes>markup</name>`; `markup` is sent as it is. */
export function element(name: string, attributes: Attributes, markup = ""): string {
  const start = `<${name}${Object.entries(attributes).map(attribute).join("")}`;
  return markup === "" ? `${start}/>` : `${start}>${markup}</${name}>`;
}

/** An element that holds only text. */
export function textElement(name: string, text: string, attributes: Attributes = {}): string {
  return element(name, attributes, xmlText(text));
}

/** Clean text (base/text.ts) as content. A parser would turn a bare carriage return into LF. */
function xmlText(text: string): string {
  return escapeMarkup(text).replaceAll("\r", "&#13;");
}

/** A parser folds white space in an attribute to spaces, unless it is written as a reference. */
function attribute([name, value]: [string, string | undefined]): string {
  if (value === undefined) return "";
  const text = xmlText(value).replaceAll("\t", "&#9;").replaceAll("\n", "&#10;");
  return ` ${name}="${text}"`;
}
