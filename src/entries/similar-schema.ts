// The shapes of similar entries and of cross references in the API.

import { type Static, Type } from "typebox";
import { operationHeaders } from "#http/operation-reply.ts";
import type { Relation } from "./related.ts";
import type { Similar } from "./similar.ts";
import { reasonKinds } from "./similar-reasons.ts";

export const SimilarQuery = Type.Object(
  { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10, default: 5 })) },
  { additionalProperties: false },
);

const SimilarSchema = Type.Object({
  archive_id: Type.String(),
  title: Type.String(),
  date: Type.String({ format: "date" }),
  score: Type.Number({ description: "From 0 to 1; 1 for the very story." }),
  reasons: Type.Array(
    Type.Object({
      kind: Type.Enum([...reasonKinds]),
      of: Type.Array(Type.String()),
    }),
    {
      description:
        "What speaks for it: the address or headline that is the same; the names (in whatever language) and the terms that both have; the entries that both cite; how many days lie between, if few.",
    },
  ),
  already_related: Type.Boolean({ description: "One of the two cites the other." }),
});

export const SimilarList = Type.Object(
  { items: Type.Array(SimilarSchema) },
  {
    examples: [
      {
        items: [
          {
            ...{
              archive_id: "2508-072416",
              title: "港湾防衛の共同訓練、来月に",
              date: "2025-07-24",
            },
            score: 0.41,
            reasons: [
              { kind: "entity", of: ["Winter Beacon"] },
              { kind: "terms", of: ["港湾防衛", "共同訓練"] },
              { kind: "days", of: ["3"] },
            ],
            already_related: false,
          },
        ],
      },
    ],
  },
);

export const RelateBody = Type.Object(
  {
    archive_id: Type.String({
      pattern: "^[0-9]{4}-[0-9]{6}$",
      description: "Of a published entry.",
    }),
  },
  { additionalProperties: false, examples: [{ archive_id: "2508-072416" }] },
);

const number = Type.Union([Type.Integer(), Type.Null()]);

export const RelationSchema = Type.Object(
  {
    stack: number,
    entry: Type.Union([Type.Integer(), Type.Null()], {
      description: "Null while the story has no entry: its draft will cite what the stack cites.",
    }),
    version: Type.Integer({ description: "Of the entry, or of the stack where there is none." }),
    related: Type.Array(Type.String(), { description: "All archive ids that it cites now." }),
  },
  {
    headers: operationHeaders,
    examples: [{ stack: 5, entry: null, version: 3, related: ["2508-072416"] }],
  },
);

export function showSimilar(similar: Similar): Static<typeof SimilarSchema> {
  const { archiveId, title, reportedOn, score, reasons, alreadyRelated } = similar;
  return {
    ...{ archive_id: archiveId, title, date: reportedOn.toString(), reasons },
    score: Math.round(score * 1000) / 1000,
    already_related: alreadyRelated,
  };
}

export function showRelation({
  stack,
  entry,
  version,
  related,
}: Relation): Static<typeof RelationSchema> {
  return { stack, entry, version, related: [...related] };
}
