// One pass over markup that nobody vouches for, before or instead of building a tree of it: what is
// deep or large costs a tree far more than its bytes (nested 2,000 deep, a DOM took 46 s).

import { type Handler, Parser } from "htmlparser2";

const maxDepth = 200;

export type Scan = Pick<Partial<Handler>, "onopentag" | "onclosetag" | "ontext">;

/**
 * Calls `scan` for what is found. Entities are decoded but never declared ones. Throws a RangeError
 * above 200 levels, above `maxNodes` elements, attributes, comments and instructions, or above ten
 * times as many pieces of text: each reference and each stray < begins one.
 */
export function scanMarkup(
  markup: string,
  { xml, maxNodes }: { xml: boolean; maxNodes: number },
  scan: Scan = {},
): void {
  let depth = 0;
  let nodes = 0;
  let pieces = 0;
  const count = (): void => {
    if (++nodes > maxNodes) throw new RangeError(`more than ${maxNodes} nodes`);
  };
  const parser = new Parser(
    {
      onopentagname: () => {
        count();
        if (++depth > maxDepth) throw new RangeError(`nested deeper than ${maxDepth} levels`);
      },
      onclosetag: (name, implied) => {
        depth--;
        scan.onclosetag?.(name, implied);
      },
      onattribute: count,
      oncomment: count,
      onprocessinginstruction: count,
      ...(scan.onopentag ? { onopentag: scan.onopentag } : {}),
      ontext: (piece) => {
        if (++pieces > maxNodes * 10)
          throw new RangeError(`more than ${maxNodes * 10} pieces of text`);
        scan.ontext?.(piece);
      },
    },
    { xmlMode: xml, decodeEntities: true },
  );
  parser.end(markup);
}
