import { type Static, Type } from "typebox";
import type { AuditRow } from "#editors/audit.ts";

const Text = Type.Union([Type.Object({}, { additionalProperties: true }), Type.Null()]);

const example = {
  ...{ at: "2025-11-24T11:25:00Z", actor: "person:3f2c", actor_name: "Tanaka", act: "submit" },
  ...{ reason: null, before: { state: "draft" }, after: { state: "in_review" } },
};

export const HistorySchema = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        at: Type.String({ format: "date-time" }),
        actor: Type.String(),
        actor_name: Type.String(),
        act: Type.String(),
        reason: Type.Union([Type.String(), Type.Null()]),
        before: Text,
        after: Text,
      }),
    ),
  },
  { examples: [{ items: [example] }] },
);

/** Oldest first, as the trail is kept. */
export function showHistory(trail: readonly AuditRow[]): Static<typeof HistorySchema> {
  return {
    items: trail.map((row) => ({
      at: row.at.toString(),
      actor: row.actor,
      actor_name: row.actorName,
      act: row.act,
      reason: row.reason,
      before: row.before,
      after: row.after,
    })),
  };
}
