// What the routes of the hand-made page take and give.

import { Type } from "typebox";
import { TopicSlug } from "#base/archive.ts";

const closed = { additionalProperties: false } as const;

export const ExportQuery = Type.Object(
  {
    topic: TopicSlug,
    year: Type.Integer({ minimum: 2000, maximum: 2099 }),
    format: Type.Optional(Type.Enum(["html", "text"] as const, { type: "string" })),
  },
  closed,
);

export const ImportQuery = Type.Object(
  {
    topic: Type.Optional(TopicSlug),
    dry_run: Type.Optional(Type.Boolean({ description: "Only tell what would be done." })),
  },
  closed,
);

const example =
  "2026年の港湾\n2026.11.24\n 20:16\n瓦版通信 訓練始まる <2612-112401>\n 訓練が始まった。\n";

export const Page = Type.String({
  description: "A page in four columns, or its text. UTF-8, Shift_JIS or EUC-JP are taken.",
  examples: [example],
});

const orNull = <T extends ReturnType<typeof Type.String | typeof Type.Integer>>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const count = Type.Integer({ minimum: 0 });

export const ImportTold = Type.Object(
  {
    dry_run: Type.Boolean(),
    topic: Type.String(),
    heading: orNull(Type.String()),
    year: orNull(Type.Integer()),
    entries: Type.Integer({ description: "All that the page has." }),
    ...{ added: count, changed: count, unchanged: count },
    kept: Type.Array(Type.String(), {
      description: "Ids whose text stays as editors wrote it, although the page has another.",
    }),
    incomplete: Type.Integer({ description: "Left out: they lack what an entry must have." }),
    oddities: Type.Array(
      Type.Object({ line: Type.Integer(), kind: Type.String(), message: Type.String() }),
    ),
    unknown_sources: Type.Array(Type.Object({ source: Type.String(), entries: count })),
    dangling: Type.Array(
      Type.Object(
        { line: Type.Integer(), id: Type.String(), names: Type.String() },
        { description: "An entry, and an id it cites that nobody has." },
      ),
    ),
  },
  {
    examples: [
      {
        ...{ dry_run: true, topic: "harbour", heading: "2026年の港湾", year: 2026, entries: 1 },
        ...{ added: 1, changed: 0, unchanged: 0, kept: [], incomplete: 0, oddities: [] },
        ...{ unknown_sources: [], dangling: [] },
      },
    ],
  },
);
