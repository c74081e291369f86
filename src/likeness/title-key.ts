import { foldText } from "#base/text.ts";

/**
 * What two headlines must share to be one report, carried twice: folded, without the names of
 * carrier and publisher that are put behind it. "" for a headline too short to tell stories apart,
 * such as 社説, which stands over another text every day.
 */
export function titleKey(title: string): string {
  let bare = foldText(title.slice(0, longest));
  for (let before = ""; before !== bare; ) {
    before = bare;
    bare = bare.replace(affix, "").trim();
  }
  const key = bare.replace(thousands, "").replace(betweenDigits, ".").replace(punctuation, "");
  return key.length >= shortest ? key : "";
}

const longest = 1000;
const shortest = 8;

/** How publishers and carriers end, or are called whole, folded. */
const ending =
  "新聞|新報|日報|新聞社|通信|通信社|放送|テレビ|ニュース|オンライン|オンライン版|デジタル|電子版|ドットコム|news|online|digital|times|post|journal|wire|tribune|herald|notebook|stripes";
const whole =
  "乗りものニュース|共同|時事|日経|産経|朝日|毎日|読売|讀賣|nhk|nhk news web|yahoo!?|msn|goo|livedoor|ロイター|reuters|ap|afp|afpbb|bloomberg|ブルームバーグ|cnn|bbc|janes|tbs|tbs news dig|fnn|fnn prime online|ann|nnn|jnn|日テレ|日テレ news nnn";
const name = `(?:[^()|:ぁ-ん]{0,24}(?:${ending})(?: ?オリジナル)?|${whole})(?:\\.com|\\.jp|\\.co\\.jp)?`;
/** In parentheses, or behind a bar, a colon, or a dash with a space before it. */
const affix = new RegExp(
  `\\s*\\(${name}\\)$|\\s*\\|\\s*${name}$|(?:^|\\s+)[-–—―]+\\s*${name}$|[::]${name}$`,
  "u",
);

const thousands = /(?<=\d),(?=\d{3}(?!\d))/g;
/** 3.5 is not 35. */
const betweenDigits = /(?<=\d)[\p{P}\s](?=\d)/gu;
const punctuation = /(?!(?<=\d)\.(?=\d)|(?<=\d)%)[\p{P}\s]/gu;
