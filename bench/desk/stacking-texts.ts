// Invented reports in Japanese: who does what, where and with whom, told by several papers in their
// own order. Some names and things are in the news every day, most of them seldom.

export type Report = { title: string; lead: string };

const split = (words: string): string[] => words.split(" ");
const [firsts, seconds] = [
  Array.from(
    "潮東湾月白砂霧若鳴玉稲黒青磯水望風千早大小錦夕朝雁北南西帆灯鷹鶴亀松梅桜藤萩竹杉楠岩石金銀銅鉄雲雪雷虹星",
  ),
  Array.from(
    "見浜岸代崎浦瀬川野潮台部門海早鳥江凪霧音灘田沼沢谷坂塚森林原島津戸橋井泉滝淵崖峰尾根葉花実枝畑垣倉宮",
  ),
];
const syllables = Array.from("マリトカセノルハサンシタベコロネウミキラドフスエヌモテオグパ");
const ends = split(
  "港 市 町 沖 湾 半島 基地 飛行場 演習場 造船所 岬 諸島 海峡 埠頭 県 大学 地裁 空港 工場 漁協 病院 公園 商店街 水族館 駅",
);
const posts = split(
  "防衛相 知事 市長 司令官 幕僚長 外相 国防長官 首相 報道官 社長 組合長 教授 議員 次官 船長 監督 院長 検事 作家 選手 店主 園長 記者 区長 理事",
);
const makes = split(
  "新型 無人 共同 大型 小型 国産 米国製 次期 長射程 水中 高速 中古 量産型 試作 自律型 移動式 木造 太陽光 冷凍 有機 携帯 地下 冬用 児童向け 旧式 深夜 臨時 仮設 巨大 透明",
);
const things = split(
  "護衛艦 哨戒機 掃海艇 迎撃弾 潜水艦 ヘリ 練習機 衛星 レーダー 弾薬庫 滑走路 給油機 揚陸艇 ドローン 補給艦 桟橋 防空壕 タンク 監視網 格納庫 巡視船 砕氷艦 歩道橋 バス 劇場 給食 電池 薬 橋梁 漁船 温室 運河 図書館 市場 花壇 灯台 酒蔵 球場 美術展 水門",
);
const acts = split(
  "公開 受注 配備延期 契約署名 事故調査 予算要求 建設着手 運用開始 撤収要請 輸出許可 点検終了 試験成功 合意 騒音抗議 寄港歓迎 売却発表 採用見送り 訓練拡大 計画撤回 安全確認 増強表明 修理請負 値上げ 閉鎖 再開 競売 表彰 停電 浸水 火災 提訴 敗訴 優勝 引退 寄付 改称 移転 公募 試食 盗難",
);
const verbs = split(
  "続ける 求めた 急いでいる 見送った 疑問視する 約束した 先に延ばす 拒んだ 待っている 喜んだ 集めている 取りやめた 改める 重ねた 公にした 述べた 触れた 認めた 否定した 報告した 示した 訴えた 加わった 及んだ 協議した",
);

/** Report `n` of `stories` stories, which come again in their order; the same for ever. */
export function report(n: number, stories: number): Report {
  const story = randomOf(n % stories);
  const telling = randomOf(1_000_003 + n);
  const where = name(story) + one(ends, story);
  const other = name(story) + one(ends, story);
  const who = rareName(story) + one(posts, story);
  const what = `${one(makes, story)}${one(things, story)}「${rareName(story)}」`;
  const act = `${name(story)}${one(acts, story)}`;
  const number = 3 + Math.floor(story() ** 3 * 4_000);
  const day = 1 + Math.floor(story() * 28);
  const says = (): string => `${name(telling)}を${name(telling)}の${one(verbs, telling)}`;
  const titles = [
    `${where}で${what}の${act} ${who}`,
    `${who}、${what}の${act} ${where}と${other}`,
    `${what}${act}へ ${where}、${number}人`,
  ];
  const leads = [
    `${who}は${day}日、${where}の${what}を${act}と${one(verbs, telling)}。${number}人が${says()}。${says()}。`,
    `${what}の${act}で、${where}と${other}が${one(verbs, telling)}。${who}は${says()}。${says()}。`,
  ];
  return { title: one(titles, telling), lead: one(leads, telling) };
}

/** Of a person or a ship, of whom there are tens of thousands. */
function rareName(random: () => number): string {
  return Array.from({ length: 3 + Math.floor(2 * random()) }, () => one(syllables, random)).join(
    "",
  );
}

/** Of a place. */
function name(random: () => number): string {
  return one(firsts, random) + one(seconds, random);
}

/** The first of a list are the most frequent. */
function one(words: readonly string[], random: () => number): string {
  return words[Math.floor(words.length * random() ** 1.25)] ?? "";
}

/** Mulberry32, seeded. */
function randomOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x85ebca6b) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
