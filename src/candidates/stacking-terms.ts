import { setImmediate as nextTurn } from "node:timers/promises";
import type { Entities } from "#likeness/entities.ts";
import { type Terms, termsOf } from "#likeness/terms.ts";

export type Text = { title: string; excerpt: string };

/** Reading one text takes some tenths of a millisecond: after so many, others have their turn. */
const textsATurn = 30;

/** The terms of each text, in their order. */
export async function readTerms(texts: readonly Text[], entities: Entities): Promise<Terms[]> {
  const read: Terms[] = [];
  for (const { title, excerpt } of texts) {
    if (read.length % textsATurn === textsATurn - 1) await nextTurn();
    read.push(termsOf({ title, lead: excerpt }, entities));
  }
  return read;
}
