// Figures beside what they ought to be.

export type Figure = {
  name: string;
  value: number;
  most?: number | undefined;
  least?: number | undefined;
  note?: string;
};

export function printFigures(figures: readonly Figure[]): void {
  for (const { name, value, most, least, note = "" } of figures) {
    const wanted = most === undefined ? (least === undefined ? "" : `≥ ${least}`) : `≤ ${most}`;
    const met =
      value <= (most ?? Number.POSITIVE_INFINITY) && value >= (least ?? Number.NEGATIVE_INFINITY);
    const verdict = wanted === "" ? "" : met ? "met" : "NOT MET";
    console.log(
      `${name.padEnd(56)} ${value.toFixed(2).padStart(8)}  ${wanted.padEnd(7)} ${verdict.padEnd(8)} ${note}`,
    );
  }
}
