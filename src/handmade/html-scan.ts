// Tags and text with their lines, within limits: a page is some thousand rows, not a maze.

import { Parser } from "htmlparser2";

export type Tag = { name: string; line: number; attributes: Readonly<Record<string, string>> };

type Scan = {
  open: (tag: Tag) => void;
  close: (name: string, line: number) => void;
  text: (piece: string, line: number) => void;
};

const maxDepth = 1000;
const maxTags = 1_000_000;
/** Their text is not the page's. */
const hidden = new Set(["script", "style", "title", "noscript", "template"]);

/** The number of the last line. Throws RangeError above 1,000 levels or 1,000,000 tags. */
export function scanHtml(markup: string, scan: Scan): number {
  const lineAt = lineCounter(markup);
  let depth = 0;
  let tags = 0;
  let unseen = 0;
  const parser = new Parser(
    {
      onopentagname: () => {
        if (++depth > maxDepth) throw new RangeError(`tags nested deeper than ${maxDepth}`);
        if (++tags > maxTags) throw new RangeError(`more than ${maxTags} tags`);
      },
      onopentag: (name, attributes) => {
        if (hidden.has(name)) unseen += 1;
        if (unseen === 0) scan.open({ name, attributes, line: lineAt(parser.startIndex) });
      },
      onclosetag: (name) => {
        depth -= 1;
        if (hidden.has(name)) unseen -= 1;
        else if (unseen === 0) scan.close(name, lineAt(parser.startIndex));
      },
      ontext: (piece) => {
        if (unseen === 0) scan.text(piece, lineAt(parser.startIndex));
      },
    },
    { decodeEntities: true },
  );
  parser.end(markup);
  return lineAt(markup.length);
}

/** Asked with rising places: a step back is answered with the line reached. */
function lineCounter(markup: string): (at: number) => number {
  let line = 1;
  let next = markup.indexOf("\n");
  return (at) => {
    while (next >= 0 && next < at) {
      line += 1;
      next = markup.indexOf("\n", next + 1);
    }
    return line;
  };
}
