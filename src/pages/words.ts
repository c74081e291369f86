// What the pages say of themselves, in the reader's language.

import type { Language } from "#base/archive.ts";
import { en } from "./words-en.ts";
import { ja, type Words } from "./words-ja.ts";

export type { Words };

export function wordsOf({ language }: { language: Language }): Words {
  return { ja, en }[language];
}
