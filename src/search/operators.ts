// source:共同通信 topic:us-japan year:2024..2025 from:2025-07 to:2025-08 id:2508-0724*, in English or
// Japanese, full-width or not; 2024..2025 and an archive id by themselves.

import type { Topic } from "#base/archive.ts";
import { fold } from "./fold.ts";
import type { Asked } from "./part.ts";
import { readDays, readYears } from "./read-days.ts";
import type { NamesOf } from "./source-names.ts";
import { makeTerm } from "./term.ts";
import type { Word } from "./words.ts";

/** What the archive knows by name. */
export type Known = { topics: readonly Topic[]; namesOf?: NamesOf };

/** Null where it is none, or asks for nothing there could be. */
export function readOperator(word: Word, known: Known): Asked | null {
  if (word.name !== "") return operators[fold(word.name)]?.(word, known) ?? null;
  if (word.quoted) return null;
  const text = plain(word.value);
  return (/\.\.|[~〜]/.test(text) ? readYears(text) : null) ?? readWholeId(text);
}

type Read = (word: Word, known: Known) => Asked | null;

const source: Read = ({ value, quoted }, { namesOf }) => {
  const term = makeTerm(value, quoted);
  return term && { kind: "source", term, names: namesOf?.(value) ?? [] };
};

const topic: Read = ({ value }, { topics }) => {
  const wanted = fold(value);
  const found = topics.find(({ slug, title, title_en = slug }) =>
    [slug, title, title_en].map(fold).includes(wanted),
  );
  return found ? { kind: "topic", slug: found.slug } : null;
};

const year: Read = ({ value }) => readYears(plain(value));
const from: Read = ({ value }) => bound(readDays(plain(value)), "from");
const to: Read = ({ value }) => bound(readDays(plain(value)), "to");
const id: Read = ({ value }) => readId(plain(value));

const operators: Readonly<Record<string, Read>> = {
  ...{ source, 出典: source },
  ...{ topic, 分野: topic },
  ...{ year, 年: year },
  ...{ from, から: from },
  ...{ to, まで: to },
  ...{ id, 番号: id },
};

function bound(days: ReturnType<typeof readDays>, end: "from" | "to"): Asked | null {
  const none = { from: null, to: null };
  return days && { kind: "days", ...none, [end]: days[end], bound: true };
}

/** Half-width, and without what is not seen. */
function plain(text: string): string {
  return text.normalize("NFKC").replace(/[\p{Cf}\p{M}]/gu, "");
}

const dashes = /[‐‒–—―−]/g;

/** <2508-072416>, with or without its angle brackets. */
function readWholeId(text: string): Asked | null {
  const id = /^[<〈]?(\d{4}-\d{6}|\d{4}-\d{0,6}\*)[>〉]?$/.exec(text.replace(dashes, "-"))?.[1];
  return id === undefined ? null : { kind: "id", begins: id.replace("*", "") };
}

function readId(text: string): Asked | null {
  const id = /^<?(\d{1,4}|\d{4}-\d{0,6})\*?>?$/.exec(text.replace(dashes, "-"))?.[1];
  return id === undefined ? null : { kind: "id", begins: id };
}
