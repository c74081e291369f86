// The audit trail of an entry, in the words of the API.

import { type Static, Type } from "typebox";
import type { AuditRow } from "#editors/audit.ts";

const Text = Type.Union([Type.Object({}, { additionalProperties: true }), Type.Null()]);
const text = Type.Union([Type.String(), Type.Null()]);

const example = {
  ...{ at: "2025-11-24T11:25:00Z", actor: "person:3f2c", actor_name: "Tanaka", act: "submit" },
  ...{ entry: 7, reason: null, operation: "2f1c7a52-5d0e-4c43-9d62-3a0c7e1f8b11" },
  ...{ before: { version: 2, state: "draft" }, after: { version: 3, state: "in_review" } },
};

export const HistorySchema = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        at: Type.String({ format: "date-time" }),
        actor: Type.String(),
        actor_name: Type.String(),
        act: Type.String(),
        entry: Type.Union([Type.Integer(), Type.Null()], {
          description: "The entry that was changed: this one, or a correction of it.",
        }),
        reason: text,
        operation: Type.Union([Type.String(), Type.Null()], {
          description: "Undoes the act: POST /api/operations/{id}/undo.",
        }),
        before: Text,
        after: Text,
      }),
      { description: "Oldest first; `before` and `after` hold what changed." },
    ),
    next: text,
  },
  { examples: [{ items: [example], next: null }] },
);

type History = Static<typeof HistorySchema>;

export function showAct(row: AuditRow): History["items"][number] {
  const [, entry] = /^entry:(\d+)$/.exec(row.subject) ?? [];
  return {
    ...{ at: row.at.toString(), actor: row.actor, actor_name: row.actorName, act: row.act },
    entry: entry === undefined ? null : Number(entry),
    ...{ reason: row.reason, operation: row.operation },
    before: row.before && inWords(row.before),
    after: row.after && inWords(row.after),
  };
}

/** Members that the API names otherwise than the trail, which has the names of the code. */
const names: Readonly<Record<string, string>> = {
  ...{ reportedOn: "date", reportedTime: "time", stackId: "stack", candidateId: "candidate" },
};

function inWords(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [names[name] ?? snakeCase(name), value]),
  );
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
