// The part of an address that identifies the story.

const tracking = /^(?:(?:utm|mtm)_.*|fbclid|gclid|yclid|msclkid)$/i;
const fromFeed = /^(?:source|ref|from)=rss$/i;

/**
 * `url` without its fragment and without the parameters that only tell where a reader came from.
 * The rest stays byte for byte: a query may be in Shift_JIS, which URLSearchParams would rewrite.
 * Null where it is not an absolute http(s) address.
 */
export function canonicalUrl(url: string): string | null {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return null;
  parsed.hash = "";
  const query = parsed.search.slice(1).split("&").filter(identifies).join("&");
  parsed.search = query && `?${query}`;
  return parsed.href;
}

function identifies(parameter: string): boolean {
  return !fromFeed.test(parameter) && !tracking.test(parameter.split("=")[0] ?? "");
}
