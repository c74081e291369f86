// Tags and text with their lines, within limits: a page is some thousand rows, not a maze.

import { Parser } from "htmlparser2";

/** Where something begins: its line, and its place in the markup, since a page may be one line. */
export type Place = { line: number; at: number };

export type Tag = Place & { name: string; attributes: Readonly<Record<string, string>> };

type Scan = {
  open: (tag: Tag) => void;
  close: (name: string, place: Place) => void;
  text: (piece: string, place: Place) => void;
};

const maxDepth = 1000;
const maxTags = 1_000_000;
/** Their text is not the page's. */
const hidden = new Set(["script", "style", "title", "noscript", "template"]);

/** The end of the page. Throws RangeError above 1,000 levels or 1,000,000 tags. */
export function scanHtml(markup: string, scan: Scan): Place {
  const placeAt = placeFinder(markup);
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
        if (unseen === 0) scan.open({ name, attributes, ...placeAt(parser.startIndex) });
      },
      onclosetag: (name) => {
        depth -= 1;
        if (hidden.has(name)) unseen -= 1;
        else if (unseen === 0) scan.close(name, placeAt(parser.startIndex));
      },
      ontext: (piece) => {
        if (unseen === 0) scan.text(piece, placeAt(parser.startIndex));
      },
    },
    { decodeEntities: true },
  );
  parser.end(markup);
  return placeAt(markup.length);
}

/** Asked with rising places: a step back is answered with the line reached. */
function placeFinder(markup: string): (at: number) => Place {
  let line = 1;
  let next = markup.indexOf("\n");
  return (at) => {
    while (next >= 0 && next < at) {
      line += 1;
      next = markup.indexOf("\n", next + 1);
    }
    return { line, at };
  };
}
