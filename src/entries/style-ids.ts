// Archive ids in a text. They belong to the entry's related ids, or stand as 【関連記事:2508-072416】.

import type { Language } from "#base/archive.ts";
import { parseArchiveId } from "./archive-id.ts";
import type { TextMark } from "./mark.ts";

type IdMark = TextMark & { kind: "ids" | "id_form" };

/**
 * `ids`: it stands where an id should, and names no possible entry. `id_form`: <<2502-013105>,
 * (2508-071408) and bare ones, which the fix writes as references. Other numbers, such as those of
 * telephones, are left alone.
 */
export function checkIds(text: string, language: Language): IdMark[] {
  const references = [...text.matchAll(/【関連記事([^】\n]*)】?/g)];
  const within = (at: number): boolean =>
    references.some((one) => at >= one.index && at < one.index + one[0].length);
  return [
    ...references.flatMap((one) => referenceMarks(one, language)),
    ...[...text.matchAll(enclosed)]
      .filter(({ index }) => !within(index))
      .flatMap((one) => enclosedMarks(one, language)),
  ];
}

/** In brackets, where the number is like an id; or bare, where it is one. */
const enclosed =
  /(?<open>[<＜(（]{1,2})?[ \u3000]?(?<![\d-])(?<id>\d{4}-?\d{6})(?![\d-])[ \u3000]?(?<close>[>＞)）]{1,2})?/g;

function referenceMarks(match: RegExpExecArray, language: Language): IdMark[] {
  const [whole, inside = ""] = match;
  const start = match.index + "【関連記事".length;
  const named = [...inside.matchAll(/[^\s:：,、，・<>＜＞]+/g)];
  if (named.length === 0) {
    const [from, to] = [match.index, match.index + whole.length];
    return [{ from, to, text: whole, kind: "ids", message: words[language].none }];
  }
  return named
    .filter(([id]) => parseArchiveId(id) === null)
    .map((one) => {
      const from = start + one.index;
      const message = words[language].wrong(one[0]);
      return { from, to: from + one[0].length, text: one[0], kind: "ids", message };
    });
}

function enclosedMarks(match: RegExpExecArray, language: Language): IdMark[] {
  const { open, close, id = "" } = match.groups ?? {};
  const from = match.index;
  const mark = { from, to: from + match[0].length, text: match[0] };
  if (parseArchiveId(id) !== null) {
    const fix = { from, to: mark.to, with: `【関連記事:${id}】` };
    return [{ ...mark, kind: "id_form", message: words[language].form(id), fix }];
  }
  const isMarkedUp = /[<＜]/.test(open ?? "") && close !== undefined;
  return isMarkedUp ? [{ ...mark, kind: "ids", message: words[language].wrong(id) }] : [];
}

type Words = { none: string; wrong: (id: string) => string; form: (id: string) => string };

const words: Record<Language, Words> = {
  ja: {
    none: "【関連記事】に記事番号がない",
    wrong: (id) => `「${id}」は記事番号の形（例 2508-072416）ではない`,
    form: (id) => `記事番号は関連記事の欄に入れるか、【関連記事:${id}】と書く`,
  },
  en: {
    none: "【関連記事】 names no archive id.",
    wrong: (id) => `"${id}" is not an archive id such as 2508-072416.`,
    form: (id) => `An archive id goes into the related ids, or is written 【関連記事:${id}】.`,
  },
};
