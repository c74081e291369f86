// A gate lets the stories of a broad source through that have the words it asks for.

import { mentions } from "#base/keywords.ts";
import { foldText } from "#base/text.ts";
import type { Gate } from "./spec.ts";

/** Any of `any`, each of `all` and none of `none`, in headline or excerpt; no gate is open. */
export function passesGate(
  item: { title: string; excerpt: string },
  gate: Gate | null | undefined,
): boolean {
  if (!gate) return true;
  const text = foldText(`${item.title} ${item.excerpt}`);
  const said = (keyword: string): boolean => mentions(text, foldText(keyword));
  const { any, all = [], none = [] } = gate;
  return (any?.some(said) ?? true) && all.every(said) && !none.some(said);
}
