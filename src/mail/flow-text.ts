// Text in the format of RFC 3676, "format=flowed; delsp=yes": a line that ends in a space goes on
// in the next one, and that space is not part of the text.

import { cutLine } from "./cut-line.ts";

const columns = 68;

/**
 * Wraps each line of `text` at 68 columns, a kanji taking two. Joining what flows gives the same
 * text back, but for spaces at the ends of lines: they would read as flowing, so they go (§4.2).
 * Lines end in CRLF.
 */
export function flowText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => cutLine(line.replace(/ +$/, ""), columns).map(stuff).join(" \r\n"))
    .join("\r\n");
}

/** Space-stuffing (§4.4): a line that starts so would be read as a quote, or be changed on the way. */
function stuff(line: string): string {
  return /^(?: |>|From )/.test(line) ? ` ${line}` : line;
}
