// A digest's schedule as config/archive.yaml writes it. Its hours are the archive's time zone.

import { type Static, Type } from "typebox";
import { TopicSlug } from "#base/archive.ts";

/** Also of an issue whose schedule the configuration has dropped. */
export const defaultMaxLatenessHours = 48;

export const DigestInFile = Type.Object(
  {
    id: Type.String({
      pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
      maxLength: 40,
      description: "The digest's name for good: lower-case letters, digits, single hyphens.",
    }),
    title: Type.String({ minLength: 1, maxLength: 100 }),
    title_en: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    frequency: Type.Enum(["daily", "weekly"] as const, { type: "string" }),
    cron: Type.String({
      pattern: "^\\S+( +\\S+){4}$",
      maxLength: 100,
      description: "Five cron fields: minute, hour, day of month, month, day of week.",
    }),
    topics: Type.Optional(
      Type.Array(TopicSlug, {
        minItems: 1,
        uniqueItems: true,
        description: "Slugs of the topics it carries; all by default.",
      }),
    ),
    approval: Type.Enum(["automatic", "manual"] as const, {
      type: "string",
      description: "Whether it goes out by itself or waits for an editor.",
    }),
    max_lateness_hours: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 720,
        description: `An issue that is later than this is not sent, unless an editor approves it. ${defaultMaxLatenessHours} by default.`,
      }),
    ),
  },
  { additionalProperties: false },
);
type DigestInFile = Static<typeof DigestInFile>;

/** A digest to send: keys as in the file, with the defaults filled in. */
export type DigestSchedule = Omit<DigestInFile, "topics" | "max_lateness_hours"> & {
  topics: readonly string[];
  max_lateness_hours: number;
};

/** The written digest with its defaults; `topics` are the slugs of all the archive's topics. */
export function digestSchedule(written: DigestInFile, topics: readonly string[]): DigestSchedule {
  return {
    ...written,
    topics: written.topics ?? topics,
    max_lateness_hours: written.max_lateness_hours ?? defaultMaxLatenessHours,
  };
}
