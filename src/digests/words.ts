// What a digest says of itself.

import type { Language } from "#base/archive.ts";

type Words = {
  subject: (title: string, period: string, count: number) => string;
  lead: (period: string, count: number) => string;
  unsubscribe: string;
  note: string;
  related: { before: string; between: string; after: string };
  rest: (count: number) => string;
  why: (archive: string) => string;
  size: string;
};

export const words: Readonly<Record<Language, Words>> = {
  ja: {
    subject: (title, period, count) => `${title}：${period}（${count}件）`,
    lead: (period, count) => `${period}　${count}件`,
    unsubscribe: "配信を止める",
    note: "【註】",
    related: { before: "【関連記事:", between: "、", after: "】" },
    rest: (count) => `ほか${count}件は、アーカイブでお読みください。`,
    why: (archive) => `「${archive}」の配信に登録された方にお送りしています。`,
    size: "長くなるため、見出しだけのものがあります。全文はリンク先にあります。",
  },
  en: {
    subject: (title, period, count) => `${title}: ${period} (${entries(count)})`,
    lead: (period, count) => `${period} · ${entries(count)}`,
    unsubscribe: "Unsubscribe",
    note: "Note: ",
    related: { before: "Related: ", between: ", ", after: "" },
    rest: (count) => `${count} more are in the archive.`,
    why: (archive) => `You get this mail because you subscribed to ${archive}.`,
    size: "To keep this mail short, some entries are headlines only. Follow their links for the text.",
  },
};

function entries(count: number): string {
  return count === 1 ? "1 entry" : `${count} entries`;
}
