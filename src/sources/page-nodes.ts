// Looking up elements in a page's tree. Every selector goes through the whole page once: asked item by
// item, cheerio compares all children of the item with one another.

import type { CheerioAPI, load } from "cheerio/slim";

/** A node of cheerio's tree, which does not name the type itself. */
export type Node = Exclude<Parameters<typeof load>[0], string | Uint8Array | unknown[]>;

export type FirstIn = (holder: Node) => Node | undefined;

/** The first of what `css` finds in each of `holders`. */
export function firstIn($: CheerioAPI, holders: readonly Node[], css: string): FirstIn {
  const wanted = new Set(holders);
  const first = new Map<Node, Node>();
  for (const found of $(css).toArray()) {
    for (let at: Node | null = found.parent; at; at = at.parent) {
      if (wanted.has(at) && !first.has(at)) first.set(at, found);
    }
  }
  return (holder) => first.get(holder);
}

/** "" where there is none. */
export function attributeOf(node: Node | undefined, name: string): string {
  if (!node || !("attribs" in node) || !Object.hasOwn(node.attribs, name)) return "";
  return node.attribs[name] ?? "";
}

/** The node itself, or what it stands in. */
export function linkAround(node: Node | undefined): Node | undefined {
  for (let at: Node | null | undefined = node; at; at = at.parent) {
    if ("name" in at && at.name === "a" && attributeOf(at, "href")) return at;
  }
  return undefined;
}
