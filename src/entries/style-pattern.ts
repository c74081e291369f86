// The patterns that rules of the house style may use: a part of regular expressions in which none can
// take long, whatever the text. Repetition is bounded and of one character at a time, and there are
// no back references; so the ways in which a pattern can match at a place can be counted beforehand.

export type PatternFacts = { groups: number };

/** `wanted` completes "wanted …": what would be right instead. */
export type PatternFault = { wanted: string };

export const maxPatternLength = 300;
const maxWays = 1_000;
const maxRepeats = 100;
const maxDepth = 10;

/** What can be told of a pattern (flags `gmu`), or why it is not taken. */
export function readPattern(source: string): PatternFacts | PatternFault {
  if (source.length > maxPatternLength) return { wanted: `at most ${maxPatternLength} characters` };
  try {
    new RegExp(source, "gmu");
  } catch (error) {
    return { wanted: `a regular expression (${(error as Error).message})` };
  }
  const state: State = { source, at: 0, groups: 0 };
  const read = readAlternatives(state, 0);
  if ("wanted" in read) return read;
  if (read.ways > maxWays) return { wanted: `a pattern with fewer ways to match than ${maxWays}` };
  if (read.least === 0) return { wanted: "a pattern that does not match an empty text" };
  return { groups: state.groups };
}

type State = { source: string; at: number; groups: number };
/** `ways`: in how many ways it can match at one place; `least`: the shortest match. */
type Part = { ways: number; least: number; kind: "one" | "group" | "none" };
type Read = Part | PatternFault;

function readAlternatives(state: State, depth: number): Read {
  if (depth > maxDepth) return { wanted: `groups at most ${maxDepth} deep` };
  let all: Part | null = null;
  do {
    const one = readSequence(state, depth);
    if ("wanted" in one) return one;
    all = all === null ? one : join(all, one);
  } while (take(state, "|"));
  return all;
}

function join(a: Part, b: Part): Part {
  return { ways: a.ways + b.ways, least: Math.min(a.least, b.least), kind: "group" };
}

function readSequence(state: State, depth: number): Read {
  let all: Part = { ways: 1, least: 0, kind: "group" };
  while (state.at < state.source.length && !/[|)]/.test(state.source.charAt(state.at))) {
    const atom = readAtom(state, depth);
    const part = "wanted" in atom ? atom : readRepetition(state, atom);
    if ("wanted" in part) return part;
    all = { ways: all.ways * part.ways, least: all.least + part.least, kind: "group" };
  }
  return all;
}

const one: Part = { ways: 1, least: 1, kind: "one" };
const none: Part = { ways: 1, least: 0, kind: "none" };

/** The source is well-formed: RegExp has taken it. */
function readAtom(state: State, depth: number): Read {
  if (match(state, /\^|\$|\\[bB]/y)) return none;
  if (match(state, /\[\^?\]/y)) return { wanted: "classes that are not empty" };
  if (match(state, /\\(?:[1-9]|k)/y)) return { wanted: "a pattern without back references" };
  if (match(state, /\[(?:\\.|[^\\\]])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u.{4}|\\x..|\\c.|\\./suy))
    return one;
  if (take(state, "(")) return readGroup(state, depth);
  state.at += String.fromCodePoint(state.source.codePointAt(state.at) ?? 0).length;
  return one;
}

function readGroup(state: State, depth: number): Read {
  const opening = match(state, /\?(?::|<?[=!])/y);
  if (opening === null && take(state, "?"))
    return { wanted: "a pattern without named groups and flags" };
  if (opening === null) state.groups += 1;
  const inside = readAlternatives(state, depth + 1);
  take(state, ")");
  if ("wanted" in inside || opening === null || opening === "?:") return inside;
  return { ...inside, least: 0, kind: "none" };
}

function readRepetition(state: State, part: Part): Read {
  const found = match(state, /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
  if (found === null) return part;
  const [least, most] = boundsOf(found);
  if (most > maxRepeats) {
    return {
      wanted: `a bounded repetition such as {1,20} instead of ${found}, up to ${maxRepeats}`,
    };
  }
  if (part.kind !== "one" && found.charAt(0) !== "?") {
    return { wanted: `${found} after a single character or class; a group may be followed by ?` };
  }
  const ways = part.kind === "one" ? most - least + 1 : part.ways + 1;
  return { ways, least: part.least * least, kind: "group" };
}

function boundsOf(repetition: string): [least: number, most: number] {
  if (repetition.startsWith("?")) return [0, 1];
  if (!repetition.startsWith("{")) return [0, Number.POSITIVE_INFINITY];
  const [, least = "0", comma, most] = /\{(\d+)(,)?(\d*)\}/.exec(repetition) ?? [];
  if (comma === undefined) return [Number(least), Number(least)];
  return [Number(least), most ? Number(most) : Number.POSITIVE_INFINITY];
}

function take(state: State, text: string): boolean {
  if (!state.source.startsWith(text, state.at)) return false;
  state.at += text.length;
  return true;
}

function match(state: State, pattern: RegExp): string | null {
  pattern.lastIndex = state.at;
  const found = pattern.exec(state.source)?.[0] ?? null;
  state.at += found?.length ?? 0;
  return found;
}
