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

/** A text may speak of a table's tags: it begins with its heading, and its entries with their dates. */
function isHtml(text: string): boolean {
  if (!/<(?:!doctype html|html|table|tr|td)\b/i.test(text)) return false;
  return /^\s*</.test(text) || !/^\d{4}\.\d{1,2}\.\d{1,2}(?:\s|$)/m.test(text);
}

/** What a page's own head says of its bytes, as an HTTP header would; null where it says nothing. */
export function declaredType(bytes: Uint8Array): string | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  const charset = /<meta\b[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head)?.[1];
  return charset === undefined ? null : `text/html; charset=${charset}`;
}
