// The one stylesheet, named by its own hash so that a browser may keep it for good.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

export const stylesheet: string = readFileSync(new URL("./style.css", import.meta.url), "utf8");

const version = createHash("sha256").update(stylesheet).digest("base64url").slice(0, 10);

export const stylesheetAddress: string = `/assets/style.css?v=${version}`;

/** Paper with a line of type: two colours that hold on light and dark tabs. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="3" y="3" width="26" height="26" rx="3" fill="#1f4e8c"/><path d="M9 9h14v5H9zM9 18h14M9 23h9" stroke="#fff" stroke-width="2" fill="none"/></svg>`;
