// A part of a query as it is written in the name of a saved search. Never changed: feeds are known by
// it.

import type { Part } from "./part.ts";
import type { Term } from "./term.ts";

export function canonicalPart(part: Part): string {
  return `${part.not ? "-" : ""}${asked(part)}`;
}

function asked(part: Part): string {
  if (part.kind === "text") return termText(part.term);
  if (part.kind === "source") return `source:${termText(part.term)}`;
  if (part.kind === "topic") return `topic:${part.slug}`;
  if (part.kind === "id") return part.begins.length === 11 ? part.begins : `id:${part.begins}*`;
  if (!part.bound) return `${part.from?.year ?? ""}..${part.to?.year ?? ""}`;
  return part.from === null ? `to:${part.to}` : `from:${part.from}`;
}

/** Quoted where it might be read as something else; then it has no quotes of its own. */
function termText({ folded, exact }: Term): string {
  const isPlain = !exact && !/^[「『]|[":~<* ]|\.\./.test(folded);
  return isPlain ? folded : `"${folded.replace(/[" ]+/g, " ").trim()}"`;
}
