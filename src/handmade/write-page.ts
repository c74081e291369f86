import type { WrittenEntry } from "./written-entry.ts";

/** A topic's year, newest archive id first. */
export type WrittenPage = {
  heading: string;
  /** The other years that the topic has, newest first. */
  years: readonly number[];
  entries: readonly WrittenEntry[];
};
