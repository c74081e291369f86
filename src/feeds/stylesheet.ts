// A feed in a browser reads as what it is. A stylesheet, and neither HTML by Accept nor XSLT: so all get
// the same bytes, caches keep one copy, and nothing has to be run (docs/adr/0017).

import { readFileSync } from "node:fs";

export const stylesheet: string = readFileSync(new URL("./feed.css", import.meta.url), "utf8");

/** Without a hash: an archived document must not change because the stylesheet does. */
export const stylesheetPath = "/assets/feed.css";

/** What stands before the root element (xml-stylesheet, second edition). */
export const stylesheetInstruction: string = `<?xml-stylesheet type="text/css" href="${stylesheetPath}"?>`;
