// What the pages say of themselves, in Japanese.

export const ja = {
  skip: "本文へ",
  topics: "分野",
  subscribe: "メールで購読",
  search: "検索",
  searchFor: "検索する語",
  sources: "情報源",
  glossary: "用語",
  about: "この記録について",
  feed: "フィード",
  years: "年別",
  year: (year: number): string => `${year}年`,
  yearHeading: (year: number): string => `${year}年の報道`,
  topicYear: (topic: string, year: number): string => `${topic}(${year}年)`,
  month: (month: number): string => `${month}月`,
  day: (on: Temporal.PlainDate): string =>
    `${on.year}年${on.month}月${on.day}日(${"月火水木金土日"[on.dayOfWeek - 1]})`,
  count: (entries: number): string => `${entries}件`,
  latest: "最新の報道",
  columns: ["年月日", "出典", "標題", "要旨"],
  noHeadline: "(標題なし)",
  cited: "関連記事",
  citing: "この記事に言及する記事",
  cite: "引用",
  quoted: (title: string): string => `「${title}」`,
  empty: "まだ何も掲載されていません。",
  emptyTopic: "この分野にはまだ何も掲載されていません。",
  nextSteps: "はじめに",
  nextSources: "巡回する情報源は次のファイルにあります:",
  nextSignIn: "編集者としてサインインする",
  nextDocs: "APIの説明を読む",
  notFound: "ページが見つかりません",
  noEntry: (id: string): string => `${id} という記事は掲載されていません。`,
  withdrawn: "掲載を取り下げました",
  withdrawnOn: (id: string, day: string): string =>
    `${id} の掲載は${day}に取り下げました。番号は今後も使われません。`,
  withdrawnWhy: "理由",
  noYear: (year: number): string => `${year}年の記事は掲載されていません。`,
  noTopic: (slug: string): string => `${slug} という分野はありません。`,
  noProblem: (name: string): string => `${name} という種類のエラーはありません。`,
  home: "表紙へ戻る",
  aboutWhat:
    "報道を毎日読み、重要なものを選んで要旨を付け、番号を振って残す記録です。標題は元の記事へのリンクで、要旨と註はこの記録の編集者が書いたものです。記事の本文は転載しません。",
  aboutId:
    "各記事の番号は変わりません。2508-072416 は「2025年8月号、7月24日の記事、その日の16番」を表し、引用に使えます。",
  feeds: "フィード",
  aboutFeeds:
    "フィードリーダーに次のいずれかの宛先を登録すると、掲載と同時に届きます。形式が選べるときはAtomをお勧めします。",
  everything: "すべて",
  byMail: "メール",
  aboutMail: "まとめをメールで受け取ることもできます。",
};

export type Words = typeof ja;
