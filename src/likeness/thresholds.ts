/**
 * Cosines of termsOf, tuned on test/likeness/tuning.json (docs/adr/0011). Above `stack` two reports
 * are put together without asking; from `perhaps` to `stack` the desk says "perhaps the same".
 */
export const defaultThresholds = { stack: 0.44, perhaps: 0.18 } as const;
