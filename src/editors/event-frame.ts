// Events as a stream of text (WHATWG HTML, "Server-sent events"), and where a stream begins.

import type { DeskEvent } from "./event-store.ts";

/** Where the reading starts. `hello` and `reset` are told to the client, with the number. */
export type Start = { kind: "hello" | "resume" | "reset"; after: number };

/**
 * `told` is the id of the last event that the client has; nothing means from now on. What lies before
 * the first event that is kept or after the last number, or is no number, cannot be resumed from.
 */
export function startAt(
  told: string | undefined,
  kept: { first: number | null; last: number },
): Start {
  if (told === undefined || told === "") return { kind: "hello", after: kept.last };
  const after = /^\d{1,15}$/.test(told) ? Number(told) : Number.NaN;
  const first = kept.first ?? kept.last + 1;
  const isKept = after >= first - 1 && after <= kept.last;
  return isKept ? { kind: "resume", after } : { kind: "reset", after: kept.last };
}

/** The lines a stream begins with: how soon to come back after a break, and what to start from. */
export function startFrame({ kind, after }: Start): string {
  const retry = "retry: 1000\n\n";
  if (kind === "resume") return retry;
  return `${retry}${frame(after, kind, { number: after })}`;
}

/** Named after the kind of its subject: stack, entry, candidate, source. */
export function eventFrame(event: DeskEvent): string {
  const { number, at, subject, act, actor, actorName, after } = event;
  return frame(number, kindOf(event), {
    ...{ number, at: at.toString(), subject, act, actor, actor_name: actorName, after },
  });
}

/** Shows that both sides live. An id without data moves the client's place and dispatches nothing. */
export function beatFrame(after: number): string {
  return `:\nid: ${after}\n\n`;
}

export function kindOf({ subject }: Pick<DeskEvent, "subject">): string {
  return subject.split(":", 1)[0] ?? "";
}

/** JSON on one line: what would break a line is escaped in it. */
function frame(id: number, name: string, told: object): string {
  return `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(told)}\n\n`;
}
