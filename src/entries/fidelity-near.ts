// A name written nearly as the source writes it is most often a slip: Fredom for Freedom.

/** The nearest of `known` within one change (two in long words); undefined where none is so near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const most = word.length >= 8 ? 2 : 1;
  if (word.length < 3 || /\d/.test(word)) return undefined;
  let best: { word: string; changes: number } | undefined;
  for (const other of known) {
    if (Math.abs(other.length - word.length) > most || other.length < 3 || other === word) continue;
    const changes = distance(word, other, most);
    if (changes <= most && changes < (best?.changes ?? most + 1)) best = { word: other, changes };
  }
  return best?.word;
}

/** Changes, insertions, deletions and swaps of neighbours; more than `most` is just more. */
function distance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(
        Math.min(
          ...[(row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1],
          swapped ? (before[j - 2] ?? 0) + 1 : most + 1,
        ),
      );
    }
    [before, row] = [row, next];
    if (Math.min(...row) > most) return most + 1;
  }
  return row[b.length] ?? most + 1;
}
