// The words of an element, as a reader of the page sees them.

import type { Node } from "./page-nodes.ts";

const hidden = new Set(["script", "style", "template", "noscript"]);
const inline = new Set(
  "a abbr b bdi bdo cite code em font i kbd mark q rb rp rt ruby s small span strong sub sup time u wbr".split(
    " ",
  ),
);

/** A headline needs no more, and an item's selector may hit the whole page. */
const maxText = 5_000;

/** Text with a space around each block; cut at 5,000 characters. The tree is of limited depth. */
export function nodeText(node: Node | undefined): string {
  const pieces: string[] = [];
  let length = 0;
  const visit = (node: Node): void => {
    if (length > maxText || hidden.has(nameOf(node))) return;
    if (node.nodeType === 3) {
      length += node.data.length;
      pieces.push(node.data.slice(0, maxText));
    }
    if (!("children" in node)) return;
    const space = inline.has(nameOf(node)) ? "" : " ";
    pieces.push(space);
    for (const child of node.children) visit(child);
    pieces.push(space);
  };
  if (node) visit(node);
  return pieces.join("");
}

function nameOf(node: Node): string {
  return "name" in node ? node.name : "";
}
