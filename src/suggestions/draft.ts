// A draft of an entry's summary by the assistant: offered to the editor, never written into the entry.

import type { Log } from "#base/log.ts";
import { Problem } from "#base/problem.ts";
import { requireEntry } from "#entries/change.ts";
import { checkEntry } from "#entries/checks.ts";
import type { Desk } from "#entries/draft.ts";
import { candidatesOf } from "#entries/fidelity-sources.ts";
import type { Mark } from "#entries/mark.ts";
import type { Entry } from "#entries/store.ts";
import { askAssistant } from "./ask.ts";
import type { Assistant } from "./assistant.ts";
import { examplesFor } from "./examples.ts";
import { failureProblem } from "./failures.ts";
import { promptOf } from "./prompt.ts";
import { type Cost, costOf, type Message } from "./request-body.ts";

export type Drafting = {
  desk: Desk;
  log: Log;
  archiveTitle: string;
  /** null: there is none. */
  assistant: Assistant | null;
};

export type Order = { assistant: Assistant; entry: Entry; messages: readonly Message[] };

/** `marks` are what both checks say of the draft. */
export type Drafted = {
  text: string;
  cut: boolean;
  model: string;
  usage: Cost | null;
  marks: readonly Mark[];
};

/** Problems: not-ready where there is no assistant or nothing to draft from; not-found. */
export async function prepareDraft(drafting: Drafting, id: number): Promise<Order> {
  const { desk, assistant, archiveTitle } = drafting;
  if (assistant === null) throw new Problem("not-ready", switchedOff);
  const entry = await requireEntry(desk.db, String(id));
  const reports = await candidatesOf(desk.db, entry);
  if (!reports.some(({ excerpt }) => excerpt.trim() !== "")) {
    throw new Problem(
      "not-ready",
      `Entry ${id} has no report with more than a headline; there is nothing to draft from.`,
    );
  }
  const examples = await examplesFor(desk, entry);
  const { title, reportedOn: on } = entry;
  const messages = promptOf({ archiveTitle, title, on, reports, examples, style: desk.style });
  return { assistant, entry, messages };
}

const switchedOff =
  "There is no assistant here; name one under assistant (url, model) in config/archive.yaml and start again.";

/**
 * Null where `signal` gave it up. Problem assistant-failed says what was wrong, and `reason` names it.
 * `onText` gets the draft piece by piece, also one that fails later.
 */
export async function writeDraft(
  { desk, log }: Drafting,
  { assistant, entry, messages }: Order,
  asking: { actor: string; signal: AbortSignal; onText: (text: string) => void },
): Promise<Drafted | null> {
  const { actor, signal, onText } = asking;
  const { language } = desk.style;
  const answer = await askAssistant(assistant, messages, { language, signal, onText });
  const told = { actor, entry: entry.id, outcome: answer.outcome };
  if (answer.outcome === "left") {
    log.info(told, "draft given up");
    return null;
  }
  const usage = costOf(answer.usage, assistant);
  if (answer.outcome === "failed") {
    const { reason } = answer.failure;
    log.warn({ ...told, reason, usage }, "draft failed");
    throw failureProblem(answer.failure, assistant.key);
  }
  log.info({ ...told, usage }, "draft written");
  const { text, cut } = answer;
  const { marks } = await checkEntry(desk, desk.db, entry, { summary: text, notes: [] });
  return { text, cut, model: assistant.model, usage, marks };
}
