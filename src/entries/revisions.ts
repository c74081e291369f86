// Every text that was public, and what each changed.

import { type Static, Type } from "typebox";
import type { Revision } from "./revision-store.ts";

const Member = Type.Object({
  member: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
});

export const RevisionsSchema = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        revision: Type.Integer(),
        published_at: Type.String({ format: "date-time" }),
        reason: Type.Union([Type.String(), Type.Null()], {
          description: "Why it replaced the one before.",
        }),
        changes: Type.Array(Member, { description: "Against the one before; none in the first." }),
        text: Type.Object({}, { additionalProperties: true }),
      }),
      { description: "Newest first." },
    ),
    next: Type.Union([Type.String(), Type.Null()]),
    open_correction: Type.Union([Type.Integer(), Type.Null()], {
      description: "The entry in which the next one is being written.",
    }),
  },
  {
    examples: [
      {
        items: [
          {
            ...{ revision: 2, published_at: "2025-11-25T02:00:00Z", reason: "7隻は6隻の誤り。" },
            changes: [
              { member: "summary", before: "巡視船7隻が出た。", after: "巡視船6隻が出た。" },
            ],
            text: { date: "2025-11-24", title: "捜索救助訓練", summary: "巡視船6隻が出た。" },
          },
        ],
        ...{ next: "YTI", open_correction: null },
      },
    ],
  },
);

type Shown = Static<typeof RevisionsSchema>["items"][number];

/** `before` is the revision before it, undefined for the first. */
export function showRevision(revision: Revision, before: Revision | undefined): Shown {
  return {
    revision: revision.revision,
    published_at: revision.publishedAt.toString(),
    reason: revision.reason,
    changes: before ? changesOf(before.content, revision.content) : [],
    text: revision.content,
  };
}

/** The members that differ, as they were and as they are. */
export function changesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Shown["changes"] {
  return Object.keys(after)
    .filter((member) => JSON.stringify(before[member]) !== JSON.stringify(after[member]))
    .map((member) => ({ member, before: before[member] ?? null, after: after[member] }));
}
