import { type Html, html } from "#base/html.ts";
import type { SearchOrder } from "#entries/search-order.ts";
import { longestQuery } from "#search/query.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

/** The form over the results; what was typed stays in it, and the order with it. */
export function searchForm(view: View, query: string, order: SearchOrder): Html {
  const words = wordsOf(view);
  const kept = order === "best" && html`<input type="hidden" name="order" value="best">`;
  return html`<form class="find" action="${view.path("/search")}">
<input type="search" name="q" value="${query}" maxlength="${longestQuery}" aria-label="${words.searchFor}"${query === "" && html` autofocus`}>${kept}<button>${words.search}</button>
</form>`;
}
