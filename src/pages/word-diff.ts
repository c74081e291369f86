// What a correction changed, word by word.

export type Part = { kind: "same" | "gone" | "new"; text: string };

/** Longer middles are shown as replaced whole: each cell of the table below is a comparison. */
const mostCells = 1_000_000;

/** In order; of a place where words were replaced, what is gone comes first. */
export function diffWords(before: string, after: string): Part[] {
  const a = wordsIn(before);
  const b = wordsIn(after);
  const start = sharedStart(a, b);
  const end = sharedStart(a.slice(start).toReversed(), b.slice(start).toReversed());
  const middle = diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joined([...a.slice(0, start).map(same), ...middle, ...a.slice(a.length - end).map(same)]);
}

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

function wordsIn(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function sharedStart(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function diffMiddle(a: readonly string[], b: readonly string[]): Part[] {
  if (a.length * b.length > mostCells) return [...a.map(gone), ...b.map(added)];
  return walk(a, b, commonLengths(a, b));
}

/** At [i][j] the length of the longest common subsequence of what follows in each. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = table[i] ?? new Uint32Array();
    const below = table[i + 1] ?? new Uint32Array();
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [right, under, slant] = [row[j + 1] ?? 0, below[j] ?? 0, below[j + 1] ?? 0];
      row[j] = a[i] === b[j] ? slant + 1 : Math.max(right, under);
    }
  }
  return table;
}

function walk(a: readonly string[], b: readonly string[], table: readonly Uint32Array[]): Part[] {
  const parts: Part[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      parts.push(same(a[i] ?? ""));
      i += 1;
      j += 1;
    } else if ((table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0)) {
      parts.push(gone(a[i] ?? ""));
      i += 1;
    } else {
      parts.push(added(b[j] ?? ""));
      j += 1;
    }
  }
  return [...parts, ...a.slice(i).map(gone), ...b.slice(j).map(added)];
}

/** Neighbours of a kind made one; between two that stayed, what is gone before what is new. */
function joined(parts: readonly Part[]): Part[] {
  const runs: Part[] = [];
  let [lost, won] = ["", ""];
  const flush = (): void => {
    if (lost !== "") runs.push(gone(lost));
    if (won !== "") runs.push(added(won));
    [lost, won] = ["", ""];
  };
  for (const { kind, text } of parts) {
    if (kind === "gone") lost += text;
    else if (kind === "new") won += text;
    else {
      flush();
      const last = runs.at(-1);
      if (last?.kind === "same") last.text += text;
      else runs.push(same(text));
    }
  }
  flush();
  return runs;
}

function same(text: string): Part {
  return { kind: "same", text };
}

function gone(text: string): Part {
  return { kind: "gone", text };
}

function added(text: string): Part {
  return { kind: "new", text };
}
