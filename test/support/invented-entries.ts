// Entries by the hundred, invented, the same for ever: what benches serve and browsers are shown.

import { archiveId } from "#entries/archive-id.ts";
import type { PublishedEntry } from "#entries/published-store.ts";

const papers = [
  ["潮見新報", "ja"],
  ["東都新聞", "ja"],
  ["瓦版通信", "ja"],
  ["岬放送", "ja"],
  ["Harbor Wire", "en"],
  ["Bay Daily", "en"],
] as const;
const places = ["潮見港", "岬の浦", "北桟橋", "灯台沖", "新浜基地", "三日月湾", "白砂岸壁"];
const doers = ["防衛省", "港湾局", "潮見市", "海上輸送群", "連絡会", "米海軍", "調査委員会"];
const acts = [
  "共同訓練を行うと発表した",
  "岸壁の補修に着手した",
  "協議を始めることで合意した",
  "説明会を開いた",
  "掃海艇の配備を求めた",
  "調査の結果を公表した",
  "無人艇の試験を公開した",
];
const english = [
  "Partners test underwater links off the lighthouse",
  "Harbour authority opens talks over the north pier",
  "Minesweepers return from joint exercise in the crescent bay",
  "Panel asks for a survey before the quay is rebuilt",
];

/** Entry `n` of `perDay` a day from `first` on. */
export function inventedEntry(
  n: number,
  { first, perDay }: { first: string; perDay: number },
): Omit<PublishedEntry, "id"> {
  const reportedOn = Temporal.PlainDate.from(first).add({ days: Math.floor(n / perDay) });
  const [source, language] = of(papers, n * 5 + Math.floor(n / 3));
  const publishedAt = reportedOn.toZonedDateTime("UTC").toInstant().add({ hours: 12 });
  return {
    archiveId: archiveId(reportedOn, (n % perDay) + 1),
    reportedOn,
    reportedTime: n % 4 === 0 ? null : `${two(6 + (n % 17))}:${two((n * 7) % 60)}`,
    source,
    via: n % 5 === 0 ? "Yahoo" : null,
    title:
      language === "en"
        ? of(english, n)
        : `${of(places, n)}で${of(doers, n >> 1)}が${of(acts, n >> 2)}`,
    url: `https://news.example/stories/${n}`,
    language,
    summary: summary(n),
    notes: n % 9 === 0 ? [`前回は${of(places, n + 1)}で行われている。`] : [],
    related: [],
    sources: [],
    topics: n % 3 === 0 ? ["us-japan", "harbour"] : [n % 2 === 0 ? "us-japan" : "harbour"],
    revision: 1,
    publishedAt,
    updatedAt: publishedAt,
  };
}

function summary(n: number): string {
  const sentences = Array.from(
    { length: 2 + (n % 3) },
    (_, i) => `${of(doers, n + i)}は${of(places, n + 3 * i)}について、${of(acts, n + 2 * i)}。`,
  );
  const list =
    n % 6 === 1 ? ["\n確認した項目は次のとおりである。", "・係留の手順", "・夜間の照明"] : [];
  return sentences.join(" ") + list.join("\n");
}

function of<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
