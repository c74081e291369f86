import { type Html, html } from "#base/html.ts";
import { searchPath } from "./search-address.ts";
import { searchWordsOf } from "./search-words.ts";
import type { View } from "./view.ts";

/** What may be asked, each example a search of its own. */
export function searchHelp(view: View): Html {
  const words = searchWordsOf(view);
  const slug = view.archive.topics[0]?.slug;
  const examples = words.examples
    .filter(([example]) => slug !== undefined || !example?.includes("SLUG"))
    .map(([example = "", what]) => {
      const query = example.replace("SLUG", slug ?? "");
      const path = searchPath({ query, order: "newest", cursor: null });
      return html`<dt><a href="${view.path(path)}" rel="nofollow"><code>${query}</code></a></dt><dd>${what}</dd>
`;
    });
  return html`<section class="search-help">
<h2>${words.help}</h2>
<p>${words.helpWhat}</p>
<dl>${examples}</dl>
</section>`;
}
