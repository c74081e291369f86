import type { Language } from "#base/archive.ts";
import type { WrittenEntry } from "./written-entry.ts";

/** A topic's year, newest archive id first. */
export type WrittenPage = {
  heading: string;
  language: Language;
  /** The other years that the topic has, newest first. */
  years: readonly number[];
  addressOf: (year: number) => string;
  entries: readonly WrittenEntry[];
};
