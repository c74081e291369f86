import { escapeMarkup } from "#base/html.ts";
import { cutText, oneLine } from "#base/text.ts";
import { searchWordsOf } from "./search-words.ts";
import type { View } from "./view.ts";

/** What lets a browser search here by itself: OpenSearch 1.1 draft 6. */
export function openSearch(view: View): string {
  const { archive, path } = view;
  const text = (value: string, length: number): string =>
    escapeMarkup(cutText(oneLine(value), length));
  const address = (plain: string): string => escapeMarkup(archive.url + plain);
  // A short name has at most 16 characters, a description 1024.
  return `<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${text(archive.title, 16)}</ShortName>
<Description>${text(searchWordsOf(view).description(archive.title), 1024)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image height="16" width="16" type="image/svg+xml">${address("/assets/icon.svg")}</Image>
<Url type="text/html" template="${address(path("/search"))}?q={searchTerms}"/>
<Url type="application/atom+xml" template="${address("/search.atom")}?q={searchTerms}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="${address(path("/opensearch.xml"))}"/>
</OpenSearchDescription>
`;
}
