// An entry as the desk's API shows it.

import { type Static, Type } from "typebox";
import type { Claim } from "#editors/claims.ts";
import type { EntryAbout } from "./about.ts";
import type { Entry } from "./store.ts";
import { textOf } from "./text.ts";
import { nullable, textExample, textMembers } from "./text-schema.ts";

const instant = Type.String({ format: "date-time" });

export const EntryState = Type.Enum(["draft", "in_review", "approved", "published", "withdrawn"]);

export const entryExample = {
  ...{ id: 7, archive_id: "2512-112403", state: "published", version: 5 },
  ...{ stack: 5, candidate: 12, corrects: null, open_correction: null, reason: null },
  ...{ date: "2025-11-24", time: "20:16", source: "瓦版通信", via: "Yahoo", language: "ja" },
  ...{ title: "港湾防衛の共同訓練始まる", url: "https://www.example.jp/news/12" },
  ...{ ...textExample, cited_by: ["2601-120102"] },
  sources: [
    {
      ...{ candidate: 12, source: "瓦版通信", via: "Yahoo", title: "港湾防衛の共同訓練始まる" },
      ...{ url: "https://www.example.jp/news/12", language: "ja" },
      published_at: "2025-11-24T11:16:00Z",
    },
  ],
  ...{ revision: 1, created_at: "2025-11-24T11:20:00Z", created_by: "person:3f2c" },
  ...{ approved_by: "key:81d0", published_at: "2025-11-24T11:31:00Z", withdrawn_at: null },
  ...{ updated_at: "2025-11-24T11:31:00Z", claim: null },
};

const Source = Type.Object({
  candidate: Type.Integer(),
  source: Type.String(),
  via: nullable(Type.String()),
  title: Type.String(),
  url: nullable(Type.String()),
  language: Type.String(),
  published_at: nullable(Type.String()),
});

export const ClaimSchema = Type.Object({
  holder: Type.String({ description: "As in the audit trail, e.g. person:3f2c." }),
  holder_name: Type.String(),
  until: instant,
});

export const EntrySchema = Type.Object(
  {
    id: Type.Integer(),
    archive_id: nullable(Type.String()),
    state: EntryState,
    version: Type.Integer({ description: 'Its ETag is "vN"; send it as If-Match.' }),
    stack: nullable(Type.Integer({ description: "The story that it was accepted from." })),
    candidate: nullable(Type.Integer()),
    sources: Type.Array(Source, { description: "Who had reported it when it was accepted." }),
    corrects: nullable(
      Type.String({ description: "The archive id of the entry that it is a correction of." }),
    ),
    open_correction: nullable(Type.Integer({ description: "The correction being written." })),
    reason: nullable(Type.String({ description: "Why it was corrected or withdrawn." })),
    ...textMembers,
    cited_by: Type.Array(Type.String(), {
      description: "The other side of `related`: the published entries that cite it.",
    }),
    revision: Type.Integer({ description: "Counts the published texts." }),
    created_at: instant,
    created_by: Type.String(),
    approved_by: nullable(Type.String()),
    published_at: nullable(instant),
    withdrawn_at: nullable(instant),
    updated_at: instant,
    claim: nullable(ClaimSchema),
  },
  { $id: "Entry", examples: [entryExample] },
);

export function showEntry(
  entry: Entry,
  { corrects, openCorrection, citedBy, claim }: EntryAbout,
): Static<typeof EntrySchema> {
  return {
    ...{ id: entry.id, archive_id: entry.archiveId, state: entry.state, version: entry.version },
    ...{ stack: entry.stackId, candidate: entry.candidateId, sources: entry.sources },
    ...{ corrects, open_correction: openCorrection, reason: entry.reason },
    ...textOf(entry),
    cited_by: [...citedBy],
    revision: entry.revision,
    created_at: entry.createdAt.toString(),
    created_by: entry.createdBy,
    approved_by: entry.approvedBy,
    published_at: entry.publishedAt?.toString() ?? null,
    withdrawn_at: entry.withdrawnAt?.toString() ?? null,
    updated_at: entry.updatedAt.toString(),
    claim: claim && showClaim(claim),
  };
}

export function showClaim({ actor, actorName, until }: Claim): Static<typeof ClaimSchema> {
  return { holder: actor, holder_name: actorName, until: until.toString() };
}
