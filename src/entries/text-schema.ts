// The text of an entry as an editor sends it.

import { type Static, Type } from "typebox";
import { TopicSlug } from "#base/archive.ts";

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const textMembers = {
  date: Type.String({
    format: "date",
    description: "The day of the report in the archive's zone, from 2000-01-01 to 2099-11-30.",
  }),
  time: nullable(
    Type.String({
      pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
      description: "HH:MM, or null where the report has no time.",
    }),
  ),
  source: Type.String({ minLength: 1, maxLength: 100, description: "Who reported it." }),
  via: nullable(
    Type.String({ minLength: 1, maxLength: 100, description: "Who carried it, e.g. Yahoo." }),
  ),
  title: Type.String({
    minLength: 1,
    maxLength: 500,
    description: "The original headline, verbatim.",
  }),
  url: nullable(
    Type.String({ pattern: "^https?://[^\\s]+$", maxLength: 2000, description: "Of the story." }),
  ),
  language: Type.String({
    pattern: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
    description: "BCP 47 tag of the headline.",
  }),
  summary: Type.String({
    maxLength: 20_000,
    description: "The editor's own words: a paragraph a line; ・ and (1) begin list items.",
  }),
  notes: Type.Array(Type.String({ minLength: 1, maxLength: 5_000 }), {
    maxItems: 20,
    description: "【註】, a paragraph each.",
  }),
  related: Type.Array(Type.String({ pattern: "^[0-9]{4}-[0-9]{6}$" }), {
    maxItems: 50,
    uniqueItems: true,
    description: "【関連記事】, archive ids.",
  }),
  topics: Type.Array(TopicSlug, { maxItems: 20, uniqueItems: true }),
};

export const textExample = {
  summary: "防衛相が記者会見で、共同訓練を9月に行うことを明らかにした。\n・洋上補給\n・捜索救助",
  notes: ["前回の訓練は2024年である。"],
  related: ["2508-071408"],
  topics: ["us-japan"],
};

export const EntryPatch = Type.Partial(Type.Object(textMembers), {
  additionalProperties: false,
  minProperties: 1,
  examples: [textExample],
});
export type EntryPatch = Static<typeof EntryPatch>;

const { date, source, title, language, ...optional } = textMembers;
export const EntryCreation = Type.Object(
  { date, source, title, language, ...Type.Partial(Type.Object(optional)).properties },
  {
    additionalProperties: false,
    examples: [
      { date: "2026-11-24", source: "瓦版通信", title: "港湾防衛の共同訓練始まる", language: "ja" },
    ],
  },
);
export type EntryCreation = Static<typeof EntryCreation>;
