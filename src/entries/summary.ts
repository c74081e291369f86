// A summary is text in the archive's own conventions: a paragraph a line, list items that begin
// with ・ or (1), and after a list, perhaps, the rest of the sentence that led into it.

import { type Html, html } from "#base/html.ts";
import { cleanText } from "#base/text.ts";

/** `marker` and `text` together are the line: `・` and what follows, or `(1)` and what follows. */
type ListItem = { marker: string; text: string };

export type Block =
  | { kind: "paragraph"; text: string }
  /** `start` is the first item's number; 0 in a list of bullets. */
  | { kind: "list"; marker: "bullet" | "numbered"; start: number; items: ListItem[] }
  /** Goes on with the sentence that the list interrupted. */
  | { kind: "tail"; text: string };

/** Lossless: `summaryText(parseSummary(text))` is `text`, whatever the text. */
export function parseSummary(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const line of text === "" ? [] : text.split("\n")) addLine(blocks, line);
  return blocks;
}

/** The text that the blocks were read from. */
export function summaryText(blocks: readonly Block[]): string {
  return blocks.flatMap(linesOf).join("\n");
}

/** What the elements carry: attributes, each with a space before it. */
export type SummaryLook = { paragraph: Html; tail: Html; list: Html };

const classes: SummaryLook = { paragraph: html``, tail: html` class="tail"`, list: html`` };

/**
 * p, ul and ol, valid as HTML and as XHTML; a tail is a p of class `tail`, unless `look` has other
 * attributes, as mail needs, which knows no style sheets. Empty lines are left out.
 */
export function summaryHtml(text: string, look: SummaryLook = classes): Html {
  return html`${parseSummary(text).map((block) => blockHtml(block, look))}`;
}

/** What an editor submits, as it is stored: LF, no indentation, no empty lines, no controls. */
export function normaliseSummary(text: string): string {
  return cleanText(text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n"))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** The marker of a line that is a list item; `number` is 0 for a bullet. */
export function listMarker(line: string): { marker: string; number: number } | null {
  if (line.startsWith("・")) return { marker: "・", number: 0 };
  const marker = /^[(（]([0-9０-９]{1,2})[)）]/.exec(line);
  if (!marker?.[1] || Number(marker[1].normalize("NFKC")) === 0) return null;
  return { marker: marker[0], number: Number(marker[1].normalize("NFKC")) };
}

/** Whether a line is whole: it ends with a full stop, a closing quotation mark or a colon. */
export function endsSentence(text: string): boolean {
  return /[。.．!?！？」』”…:：]$/.test(text);
}

function addLine(blocks: Block[], line: string): void {
  const found = listMarker(line);
  if (found === null) {
    blocks.push({ kind: continuesSentence(blocks) ? "tail" : "paragraph", text: line });
    return;
  }
  const item = { marker: found.marker, text: line.slice(found.marker.length) };
  const last = blocks.at(-1);
  if (last?.kind === "list" && found.number === nextNumber(last)) last.items.push(item);
  else blocks.push(newList(found.number, item));
}

function newList(number: number, item: ListItem): Block {
  return {
    kind: "list",
    marker: number === 0 ? "bullet" : "numbered",
    start: number,
    items: [item],
  };
}

function nextNumber(list: Extract<Block, { kind: "list" }>): number {
  return list.marker === "bullet" ? 0 : list.start + list.items.length;
}

/** After a list, where the line that led into it had not ended. */
function continuesSentence(blocks: readonly Block[]): boolean {
  if (blocks.at(-1)?.kind !== "list") return false;
  const before = blocks.findLast((block) => block.kind !== "list");
  return before !== undefined && !endsSentence(before.text);
}

function linesOf(block: Block): string[] {
  if (block.kind !== "list") return [block.text];
  return block.items.map((item) => item.marker + item.text);
}

function blockHtml(block: Block, { paragraph, tail, list }: SummaryLook): Html | null {
  if (block.kind !== "list") {
    if (block.text.trim() === "") return null;
    return html`<p${block.kind === "tail" ? tail : paragraph}>${block.text}</p>`;
  }
  const items = block.items.map((item) => html`<li>${item.text.trim()}</li>`);
  if (block.marker === "bullet") return html`<ul${list}>${items}</ul>`;
  const start = block.start !== 1 && html` start="${block.start}"`;
  return html`<ol${start}${list}>${items}</ol>`;
}
