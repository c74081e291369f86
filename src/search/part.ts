import type { Term } from "./term.ts";

/** What one word of a query asks for. */
export type Asked =
  | { kind: "text"; term: Term }
  /** Who reported or carried it; `names` are those of a source that is called so, folded. */
  | { kind: "source"; term: Term; names: readonly string[] }
  | { kind: "topic"; slug: string }
  /** Both included; null is open. `bound` where it is only one end, given by itself. */
  | { kind: "days"; from: Temporal.PlainDate | null; to: Temporal.PlainDate | null; bound: boolean }
  /** An archive id, or how it begins. */
  | { kind: "id"; begins: string };

/** `not`: what has it is left out. `written` as it was typed, with its operator. */
export type Part = Asked & { not: boolean; written: string };
