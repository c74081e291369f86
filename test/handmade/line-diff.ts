// Where two texts differ, by the longest common subsequence of their lines.

/** Lines of the one that are not in the other; `at` counts the first's lines from 1. */
export type Hunk = { at: number; before: string[]; after: string[] };

export function lineDiff(before: readonly string[], after: readonly string[]): Hunk[] {
  const longest = lengths(before, after);
  const hunks: Hunk[] = [];
  let open: Hunk | null = null;
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [a, b] = [before[i], after[j]];
    if (a !== undefined && a === b) {
      open = null;
      [i, j] = [i + 1, j + 1];
      continue;
    }
    if (!open) {
      open = { at: i + 1, before: [], after: [] };
      hunks.push(open);
    }
    const down = longest[i + 1]?.[j] ?? -1;
    const right = longest[i]?.[j + 1] ?? -1;
    if (a !== undefined && (b === undefined || down >= right)) {
      open.before.push(a);
      i += 1;
    } else {
      open.after.push(b ?? "");
      j += 1;
    }
  }
  return hunks;
}

/** By i and j: the length of the longest common subsequence of what comes from there. */
function lengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [row, below] = [table[i] ?? [], table[i + 1] ?? []];
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
