// config/archive.yaml: what the archive publishes.

import { type Static, Type } from "typebox";
import { Language, Topic } from "#base/archive.ts";
import { DigestInFile } from "#digests/schedule.ts";
import { defaultThresholds } from "#likeness/thresholds.ts";
import { AssistantInFile } from "#suggestions/assistant.ts";
import { WebsubInFile } from "#websub/hub.ts";

/** One line: it goes into headings, feeds and mail headers. */
function line(maxLength: number, description: string): ReturnType<typeof Type.String> {
  return Type.String({
    minLength: 1,
    maxLength,
    pattern: "^[^\\u0000-\\u001f\\u007f]+$",
    description: `One line: ${description}`,
  });
}

const minutes = { minimum: 1, maximum: 10080 };

const PollingInFile = Type.Partial(
  Type.Object({
    minimum_interval_minutes: Type.Integer({
      ...minutes,
      description: "No source is polled more often than this. 15 by default.",
    }),
    default_interval_minutes: Type.Integer({
      ...minutes,
      description: "How often a source is polled that says nothing itself. 30 by default.",
    }),
    concurrency: Type.Integer({
      minimum: 1,
      maximum: 50,
      description: "How many sources are polled at once. 4 by default.",
    }),
  }),
  { additionalProperties: false },
);
export type Polling = Required<Static<typeof PollingInFile>>;
export const defaultPolling: Polling = {
  minimum_interval_minutes: 15,
  default_interval_minutes: 30,
  concurrency: 4,
};

const ApprovalInFile = Type.Partial(
  Type.Object({
    require_second_editor: Type.Boolean({
      description: "An entry is approved by another editor than its writer. False by default.",
    }),
  }),
  { additionalProperties: false },
);
export type Approval = Required<Static<typeof ApprovalInFile>>;
export const defaultApproval: Approval = { require_second_editor: false };

const cosine = { minimum: 0.01, maximum: 1 };

const StackingInFile = Type.Partial(
  Type.Object({
    stack_above: Type.Number({
      ...cosine,
      description: `Stories as like as this are put together without asking. ${defaultThresholds.stack} by default.`,
    }),
    perhaps_above: Type.Number({
      ...cosine,
      description: `From this likeness on the desk says "perhaps the same". ${defaultThresholds.perhaps} by default.`,
    }),
    window_hours: Type.Integer({
      minimum: 1,
      maximum: 336,
      description: "Stories first seen further apart are not compared. 96 by default.",
    }),
  }),
  { additionalProperties: false },
);
export type StackingSettings = Required<Static<typeof StackingInFile>>;
export const defaultStacking: StackingSettings = {
  stack_above: defaultThresholds.stack,
  perhaps_above: defaultThresholds.perhaps,
  window_hours: 96,
};

export const ArchiveFile = Type.Object(
  {
    title: line(100, "the archive's name."),
    subtitle: line(200, "a sentence under the name."),
    language: Language,
    time_zone: Type.String({
      minLength: 1,
      description: "IANA name; days, archive ids and schedules are reckoned in it.",
    }),
    tag_authority: Type.String({
      // RFC 4151, section 2.1: authorityName "," date.
      pattern:
        "^([A-Za-z0-9._+-]+@)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?,\\d{4}(-\\d\\d(-\\d\\d)?)?$",
      maxLength: 200,
      description:
        "A domain or mail address of yours, a comma, and a year in which it was yours, e.g. archive.example.jp,2026 (RFC 4151). Never change it once feeds are read.",
    }),
    author: line(100, "who publishes, the author of the feeds."),
    contact: Type.Optional(
      Type.String({
        // It stands inside a comment of the User-Agent header (RFC 9110, section 10.1.5).
        pattern: "^[!-'*-~]+$",
        maxLength: 200,
        description:
          "A page or mail address where publishers reach you; sources see it in the User-Agent. PUBLIC_URL by default.",
      }),
    ),
    topics: Type.Array(Topic, { minItems: 1 }),
    digests: Type.Array(DigestInFile),
    approval: Type.Optional(ApprovalInFile),
    polling: Type.Optional(PollingInFile),
    stacking: Type.Optional(StackingInFile),
    assistant: Type.Optional(AssistantInFile),
    websub: Type.Optional(WebsubInFile),
  },
  { additionalProperties: false },
);
export type ArchiveFile = Static<typeof ArchiveFile>;
