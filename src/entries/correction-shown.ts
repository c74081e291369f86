// What a published correction changed, for readers.

import type { Language } from "#base/archive.ts";
import type { Revision } from "./revision-store.ts";
import { changesOf } from "./revisions.ts";

export type ShownCorrection = {
  archiveId: string;
  revision: number;
  at: Temporal.Instant;
  /** In the editor's words; null where a page that was made by hand was corrected by hand. */
  reason: string | null;
  /** Old and new text of each part that changed, as plain text. */
  changes: readonly { member: Member; before: string; after: string }[];
};

export type Member = keyof (typeof names)["ja"];

const names = {
  ja: {
    ...{ title: "標題", summary: "要旨", notes: "註", source: "出典", via: "掲載元" },
    ...{ url: "リンク先", date: "年月日", time: "時刻", language: "言語" },
    ...{ topics: "分野", related: "関連記事" },
  },
  en: {
    ...{ title: "headline", summary: "summary", notes: "notes", source: "source", via: "carrier" },
    ...{ url: "link", date: "date", time: "time", language: "language" },
    ...{ topics: "topics", related: "related entries" },
  },
} as const;

/** What `after` changed of `before`, the text that was public until then. */
export function correctionOf(
  archiveId: string,
  before: Pick<Revision, "content">,
  after: Revision,
): ShownCorrection {
  const changes = changesOf(before.content, after.content)
    .filter(({ member }) => Object.hasOwn(names.ja, member))
    .map(({ member, before, after }) => ({
      member: member as Member,
      before: plain(before),
      after: plain(after),
    }));
  const { revision, publishedAt: at, reason } = after;
  return { archiveId, revision, at, reason, changes };
}

/** `標題、要旨` or `headline, summary`: what was corrected. */
export function membersShown({ changes }: ShownCorrection, language: Language): string {
  const shown = changes.map(({ member }) => names[language][member]);
  return shown.join(language === "ja" ? "、" : ", ");
}

export function memberName(member: Member, language: Language): string {
  return names[language][member];
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join("\n");
  return value === null || value === undefined ? "" : String(value);
}
