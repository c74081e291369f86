// Yahoo!ニュース carries others' stories and names the publisher in half-width parentheses at the
// end of every title; the parentheses may hold another pair: 見出し(テレビ局(地方局)).

/** The title without the trailing publisher, and the publisher; null where there is none. */
export function splitPublisher(title: string): { title: string; publisher: string | null } {
  const open = openingOf(title);
  const publisher = title.slice(open + 1, -1).trim();
  const headline = title.slice(0, Math.max(open, 0)).trim();
  if (!headline || !publisher) return { title, publisher: null };
  return { title: headline, publisher };
}

/** Where the parenthesis that the last character closes was opened; -1 where none was. */
function openingOf(title: string): number {
  if (!title.endsWith(")")) return -1;
  let depth = 0;
  for (let at = title.length - 1; at >= 0; at--) {
    if (title[at] === ")") depth++;
    if (title[at] === "(" && --depth === 0) return at;
  }
  return -1;
}
