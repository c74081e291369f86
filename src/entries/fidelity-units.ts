// What is counted. Units of one family compare by value: 3割 is 30 %, 100 miles are about 160 km.

/**
 * `family` is undefined where units are not compared, only values: 件, 社. A count of the weak kind
 * is often the editor's own: 日米豪の三ヵ国, 次の七つ.
 */
export type Unit = { family?: string; factor: number; weak?: boolean };

type Row = readonly [pattern: string, family: string | null, factor: number, weak?: "weak"];

const rows: readonly Row[] = [
  ["(?:米)?ドル|dollars?", "dollar", 1],
  ["(?:豪|香港|カナダ|加)ドル", "other dollar", 1],
  ["円|yen", "yen", 1],
  ["ユーロ|euros?", "euro", 1],
  ["ウォン|won", "won", 1],
  ["人|名|people|persons|troops|soldiers|sailors|marines|personnel|members", "people", 1],
  ["隻|艘|ships?|vessels?|warships?|destroyers?|frigates?|submarines?|boats?", "ships", 1],
  ["機|aircraft|jets?|fighters?|planes?|helicopters?|drones?", "aircraft", 1],
  ["両|台|vehicles?|tanks?", "vehicles", 1],
  ["発|基|missiles?|rounds?|rockets?", "missiles", 1],
  ["%|パーセント|percent|per cent", "share", 1],
  ["割", "share", 10],
  ["倍", "multiple", 1],
  ["km|キロメートル|キロ(?!グラム)|kilomet(?:er|re)s?", "length", 1000],
  ["cm|センチ(?:メートル)?", "length", 0.01],
  ["mm|ミリ(?:メートル)?", "length", 0.001],
  ["m|メートル|met(?:er|re)s?", "length", 1],
  ["nm|海里|nautical miles?", "length", 1852],
  ["マイル|miles?", "length", 1609.344],
  ["フィート|ft|feet|foot", "length", 0.3048],
  ["t|トン|tons?|tonnes?", "weight", 1000],
  ["kg|キログラム|キロ(?=グラム)|kilograms?", "weight", 1],
  [
    "[ヵカかケヶ箇]国|国(?![間際民家内防会連交境産立土益旗軍道])|countries|nations",
    null,
    1,
    "weak",
  ],
  ["つ|分野|点|項目|段階|個|本柱", null, 1, "weak"],
  ["[ヵカかケヶ箇](?:月|所|年)(?:間)?|months?", null, 1],
  ["年(?:間|ぶり)?|years?|週間|weeks?|日間|days?|時間|hours?|秒|seconds?|歳", null, 1],
  ["分(?![野析担類離断散割配])|minutes?|回|度|times|件|社|校|号|番艦", null, 1],
];

const units = rows.map(([source, family, factor, weak]) => ({
  // A Latin unit ends where the word does.
  pattern: new RegExp(`(?: ?|-)(?:${source})(?!(?<=[a-z])[a-z])`, "iuy"),
  unit: {
    ...(family === null ? {} : { family }),
    factor,
    ...(weak === undefined ? {} : { weak: true }),
  } satisfies Unit,
}));

/** The unit that begins at `at`, the longest one, and where it ends. */
export function unitAt(text: string, at: number): { unit: Unit; end: number } | null {
  let best: { unit: Unit; end: number } | null = null;
  for (const { pattern, unit } of units) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const end = at + (match?.[0].length ?? 0);
    if (match && end > (best?.end ?? at)) best = { unit, end };
  }
  return best;
}

/** The unit of a currency written before its figure: $200M, AUD10B. */
export function currencyUnit(sign: string): Unit {
  if (/^(?:US\$|\$|USD)$/.test(sign)) return { family: "dollar", factor: 1 };
  if (sign === "¥" || sign === "JPY") return { family: "yen", factor: 1 };
  if (sign === "€" || sign === "EUR") return { family: "euro", factor: 1 };
  return { family: "other dollar", factor: 1 };
}
