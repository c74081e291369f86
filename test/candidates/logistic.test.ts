import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answers, fitLogistic, likelihood, type Rows } from "#candidates/logistic.ts";

/** Rows of [column, value]; each counts as much as the others. */
function given(
  rows: readonly (readonly (readonly [number, number])[])[],
  labels: readonly (0 | 1)[],
): { rows: Rows; answers: Answers } {
  const all = rows.flat();
  let end = 0;
  return {
    rows: {
      starts: Int32Array.from([0, ...rows.map((row) => (end += row.length))]),
      columns: Int32Array.from(all, ([column]) => column),
      values: Float64Array.from(all, ([, value]) => value),
      width: Math.max(0, ...all.map(([column]) => column + 1)),
    },
    answers: {
      labels: Uint8Array.from(labels),
      importance: new Float64Array(labels.length).fill(1),
    },
  };
}

function fit(
  { rows, answers }: ReturnType<typeof given>,
  strength = 1,
): { bias: number; weights: number[]; steps: number } {
  const work = fitLogistic(rows, answers, strength);
  for (let steps = 0; ; steps += 1) {
    const step = work.next();
    if (step.done) return { bias: step.value.bias, weights: [...step.value.weights], steps };
  }
}

describe("logistic regression", () => {
  test("finds the minimum: the slope of the penalised loss is nothing there", () => {
    const rows = [[[0, 1]], [[0, 0.5]], [[1, 1]], [[0, 0.7]], [[1, 0.4]]] as const;
    const labels = [1, 1, 0, 0, 1] as const;
    const { bias, weights } = fit(given(rows, labels), 2);
    const misses = rows.map((row, r) => {
      const sum = row.reduce((sum, [column, value]) => sum + (weights[column] ?? 0) * value, bias);
      return likelihood(sum) - (labels[r] ?? 0);
    });
    const slope = (column: number): number =>
      rows.reduce(
        (sum, row, r) => {
          const value = row.find(([one]) => one === column)?.[1] ?? 0;
          return sum + (misses[r] ?? 0) * value;
        },
        (weights[column] ?? 0) / 2,
      );
    expect(slope(0)).toBeCloseTo(0, 2);
    expect(slope(1)).toBeCloseTo(0, 2);
    expect(misses.reduce((sum, miss) => sum + miss, 0)).toBeCloseTo(0, 2);
    expect(weights[0]).toBeGreaterThan(0);
    expect(weights[1]).toBeLessThan(0);
  });

  test("keeps weights finite where a line parts the two, the greater the less it is held back", () => {
    const parted = given([[[0, 1]], [[0, 1]], [[1, 1]], [[1, 1]]], [1, 1, 0, 0]);
    const [tight, loose] = [fit(parted, 1), fit(parted, 100)];
    expect(tight.weights[0]).toBeGreaterThan(0.2);
    expect(loose.weights[0]).toBeGreaterThan(2 * (tight.weights[0] ?? 0));
    expect(loose.weights[0]).toBeLessThan(20);
    expect(tight.weights[1]).toBeCloseTo(-(tight.weights[0] ?? 0), 3);
  });

  test("learns nothing from what tells nothing", () => {
    const { bias, weights } = fit(given([[[0, 1]], [[0, 1]]], [1, 0]));
    expect(bias).toBeCloseTo(0, 9);
    expect(weights[0]).toBeCloseTo(0, 9);
  });

  test("of one answer alone, of no rows and of rows that count nothing comes no error", () => {
    expect(fit(given([[[0, 1]], [[1, 1]]], [1, 1])).bias).toBeGreaterThan(0);
    expect(fit(given([], []))).toEqual({ bias: 0, weights: [], steps: 0 });
    const nothing = given([[[0, 1]]], [1]);
    nothing.answers.importance.fill(0);
    expect(fit(nothing)).toEqual({ bias: 0, weights: [0], steps: 0 });
  });

  test("what is known beforehand is not learned again", () => {
    const rows = given([[[0, 1]], [[0, 1]], [[1, 1]], [[1, 1]]], [1, 1, 0, 0]);
    const known = { ...rows.answers, known: Float64Array.from([9, 9, -9, -9]) };
    const alone = fit(rows);
    const onTop = fit({ rows: rows.rows, answers: known });
    expect(alone.weights[0]).toBeGreaterThan(0.2);
    expect(Math.abs(onTop.weights[0] ?? 1)).toBeLessThan(0.01);
  });

  test("a row counts as much as it is important", () => {
    const rows = given([[[0, 1]], [[0, 1]], [[1, 1]]], [1, 0, 0]);
    rows.answers.importance.set([1, 0.1, 1]);
    const mostlyYes = fit(rows).weights[0] ?? 0;
    rows.answers.importance.set([0.1, 1, 1]);
    expect(mostlyYes).toBeGreaterThan(fit(rows).weights[0] ?? 0);
  });

  test("any rows give finite weights in a bounded number of steps, the same each time", () => {
    const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    const row = fc.record({
      cells: fc.array(fc.tuple(fc.nat(8), value), { maxLength: 6 }),
      label: fc.constantFrom<0 | 1>(0, 1),
    });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 12 }),
        fc.double({ min: 0.01, max: 100 }),
        (all, c) => {
          const rows = given(
            all.map(({ cells }) => cells),
            all.map(({ label }) => label),
          );
          const fitted = fit(rows, Number.isNaN(c) ? 1 : c);
          expect([fitted.bias, ...fitted.weights].every(Number.isFinite)).toBe(true);
          expect(fitted.steps).toBeLessThanOrEqual(300);
          expect(fit(rows, Number.isNaN(c) ? 1 : c)).toEqual(fitted);
        },
      ),
      { numRuns: 60 },
    );
  });
});
