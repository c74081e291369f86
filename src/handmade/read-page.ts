// A page of the archive in either of its forms.

import { parseHtmlPage } from "./html-page.ts";
import { type ParsedPage, parsePage } from "./import-text.ts";

export function readPage(
  text: string,
  options: { knownSources: readonly string[] },
): ParsedPage | { fault: string } {
  if (!isHtml(text)) return parsePage(text, options);
  try {
    return parseHtmlPage(text, options);
  } catch (error) {
    if (error instanceof RangeError) return { fault: `cannot be read: ${error.message}` };
    throw error;
  }
}

/** A page copied as text may have a tag left over, but no table. */
function isHtml(text: string): boolean {
  return /<(?:!doctype html|html|table|tr|td)\b/i.test(text);
}

/** What a page's own head says of its bytes, as an HTTP header would; null where it says nothing. */
export function declaredType(bytes: Uint8Array): string | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  const charset = /<meta\b[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head)?.[1];
  return charset === undefined ? null : `text/html; charset=${charset}`;
}
