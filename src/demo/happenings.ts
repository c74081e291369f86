// A line for each thing that happens while the demo runs.

import type { Polled } from "#candidates/gather.ts";
import type { Caught } from "./inbox.ts";
import { papers } from "./papers.ts";
import type { Printing } from "./press.ts";

export function tellPrinting({ paper, headline, corrected }: Printing): string {
  return `newsstand  ${paper.name}${corrected ? " corrects" : ""}: ${headline}`;
}

/** Nothing where the poll found nothing. */
export function tellPolled({ source, outcome, detail, added, changed }: Polled): string[] {
  const name = papers.find(({ id }) => id === source)?.name ?? source;
  if (outcome !== "ok" && outcome !== "not-modified") {
    return [`poll       ${name}: ${outcome}${detail ? `, ${detail}` : ""}`];
  }
  const found = [
    ...(added > 0 ? [`${added} new`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
  ];
  return found.length > 0 ? [`poll       ${name}: ${found.join(", ")}`] : [];
}

export function tellMail({ number, to, subject }: Caught): string {
  return `mail ${String(number).padEnd(5)} to ${to}: ${subject}`;
}
