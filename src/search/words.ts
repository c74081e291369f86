// A query's words: what white space and quotes part, full-width ones too.

export type Word = {
  /** Whole, as it was typed. */
  written: string;
  not: boolean;
  /** What stands before the colon; "" where nothing does, or where that is quoted. */
  name: string;
  /** Without the minus, and with its name, unless it is quoted: then what the quotes hold. */
  text: string;
  /** What stands behind the colon. */
  value: string;
  quoted: boolean;
};

/** A quote that is not closed goes to the end. Within a word a quote is a character of its text. */
export function splitWords(query: string): Word[] {
  return [...query.matchAll(word)].map(({ 0: written, groups = {} }) => {
    const { minus = "", name = "", quoted, corner, bare = "" } = groups;
    const value = quoted ?? corner ?? bare;
    const isQuoted = quoted !== undefined || corner !== undefined;
    const text = name === "" || isQuoted ? value : `${name}:${value}`;
    return { written, not: minus !== "", name, text, value, quoted: isQuoted };
  });
}

const name = /(?:(?<name>[^\s\p{P}]{1,10})[:：﹕︓])?/u;
const quoted = /["＂“”„〝〟](?<quoted>[^"＂“”„〝〟]*)(?:["＂“”„〝〟]|$)/u;
/** 「…」 is a phrase only by itself: headlines hold others. */
const corner = /[「『](?<corner>[^「」『』]+)[」』](?=\s|$)/u;
const word = new RegExp(
  `(?<minus>[-－](?=\\S))?${name.source}(?:${quoted.source}|${corner.source}|(?<bare>\\S+))`,
  "gu",
);
