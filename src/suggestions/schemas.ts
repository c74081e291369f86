// What the suggestions take and give, but for drafts.

import { Type } from "typebox";
import { severities } from "#entries/mark.ts";
import { problemResponses } from "#http/openapi.ts";

const tags = ["suggestions"];
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Place = Type.Integer({ minimum: 0, description: "In UTF-16 units of the text." });

const markExample = {
  ...{ member: "summary", from: 11, to: 14, kind: "small-ka", text: "3カ国", severity: "warning" },
  ...{ message: "「ヵ国」「ヵ月」「ヵ所」と書く", fix: { from: 11, to: 13, with: "3ヵ" } },
} as const;

const text = Type.Object({
  title: Type.String(),
  summary: Type.String(),
  notes: Type.Array(Type.String()),
});

export const MarkSchema = Type.Object(
  {
    member: Type.String({ description: "title, summary, or notes/0 and on." }),
    from: Place,
    to: Place,
    kind: Type.String({
      description:
        "number, unit, date, name, word: not in the source. brackets, lenticular_brackets, full_stop, ids, id_form, width, or the id of a rule of config/style.yaml: not as the house writes. empty.",
    }),
    text: Type.String({ description: "What stands there." }),
    message: Type.String({ description: "In the archive's language." }),
    severity: Type.Enum([...severities], { type: "string" }),
    fix: Type.Optional(
      Type.Object(
        { from: Place, to: Place, with: Type.String() },
        {
          description: "What one key would put right.",
        },
      ),
    ),
  },
  { $id: "Mark", examples: [markExample] },
);

export const checkEntryText = {
  operationId: "checkEntryText",
  summary: "What an entry's text says that its sources do not, and what the house writes otherwise",
  description:
    "Changes nothing. `text` is what is not saved yet; members that are not sent are the entry's own. At most 500 marks, in the order of reading.",
  tags,
  body: Type.Object(
    {
      entry: Id,
      text: Type.Optional(
        Type.Partial(
          Type.Object({
            title: Type.String({ maxLength: 500 }),
            summary: Type.String({ maxLength: 20_000 }),
            notes: Type.Array(Type.String({ maxLength: 5_000 }), { maxItems: 20 }),
            related: Type.Array(Type.String({ pattern: "^[0-9]{4}-[0-9]{6}$" }), {
              maxItems: 50,
              description: "What these entries say counts as a source.",
            }),
          }),
          { additionalProperties: false },
        ),
      ),
    },
    {
      additionalProperties: false,
      examples: [{ entry: 1, text: { summary: "防衛相が24日に、3カ国の共同訓練を発表した。" } }],
    },
  ),
  response: {
    200: Type.Object(
      {
        marks: Type.Array(Type.Ref("Mark#")),
        blocks: Type.Boolean({ description: "Whether it cannot be submitted so." }),
        fixed: Type.Union([text, Type.Null()], {
          description: "The text with every fix applied; null where there is none to apply.",
        }),
      },
      {
        examples: [
          {
            ...{ marks: [markExample], blocks: false },
            fixed: {
              ...{ title: "港の共同訓練", notes: [] },
              summary: "防衛相が24日に、3ヵ国の共同訓練を発表した。",
            },
          },
        ],
      },
    ),
    ...problemResponses,
  },
} as const;

const asked = Type.Object(
  {
    entry: Type.Optional(Id),
    stack: Type.Optional(Id),
    sentences: Type.Optional(Type.Integer({ minimum: 1, maximum: 10, default: 3 })),
  },
  {
    additionalProperties: false,
    description: "Either an entry or a stack.",
    examples: [{ entry: 1, sentences: 2 }],
  },
);

const sentence = {
  candidate: Type.Integer({ description: "Whose excerpt it is from." }),
  from: Place,
  to: Place,
  text: Type.String(),
};
const sentenceExample = { candidate: 12, from: 0, to: 15, text: "三つの港で合同訓練が始まった。" };

export const suggestLead = {
  operationId: "suggestLead",
  summary: "How the reports of a story begin, sentence by sentence",
  tags,
  body: asked,
  response: {
    200: Type.Object(
      { sentences: Type.Array(Type.Object(sentence)) },
      { examples: [{ sentences: [sentenceExample] }] },
    ),
    ...problemResponses,
  },
} as const;

export const suggestExtract = {
  operationId: "suggestExtract",
  summary: "The sentences that say most of what the reports of a story say",
  description:
    "By TextRank over the sentences of all reports, those that say the same left out; in the order of reading. The same reports give the same sentences.",
  tags,
  body: asked,
  response: {
    200: Type.Object(
      { sentences: Type.Array(Type.Object({ ...sentence, score: Type.Number() })) },
      { examples: [{ sentences: [{ ...sentenceExample, score: 0.184213 }] }] },
    ),
    ...problemResponses,
  },
} as const;
