// What a text is compared by: its words, and of Japanese the pairs of characters as well, since
// segmentation splits 統合演習 now one way and now another.

/** Before a pair of characters, so that it is not taken for the word of the same two characters. */
export const pairMark = "·";

/** Words and pairs of a plain text (plainText), each as often as it occurs. */
export function featuresOf(plain: string): string[] {
  const features: string[] = [];
  addLatin(features, plain);
  if (/[^\u0000-\u02ff]/.test(plain)) {
    addWords(features, plain);
    addPairs(features, plain);
  }
  return features;
}

/** The day of the month that a report names tells happenings apart better than most words. */
export function isDay(feature: string): boolean {
  return feature.endsWith("日") && /^\d{1,2}日$/.test(feature);
}

/** Words and numbers, with the first of what stands behind: for a number perhaps what it counts. */
const latinWords =
  /([\p{Script=Latin}\p{N}]+(?:[.,'’][\p{Script=Latin}\p{N}]+)*)(カ国|カ月|カ所|[\p{Script=Han}\p{Script=Katakana}])?/gu;

/** A number is a feature with what it counts, and from two digits on also by itself: 12 and 12隻. */
function addLatin(features: string[], plain: string): void {
  for (const [, word = "", next] of plain.matchAll(latinWords)) {
    const counter = next !== undefined && /\p{N}$/u.test(word) ? next : "";
    if (word.length > 1 || !counter) features.push(singular(word));
    if (counter) features.push(word + counter);
  }
}

/** As rough as it may be: both reports are treated alike. */
function singular(word: string): string {
  const bare = word.replace(/['’]s$/, "");
  return bare.length > 3 ? bare.replace(/ies$/, "y").replace(/([^siu])s$/, "$1") : bare;
}

/** Hiragana alone is grammar, a single character says too little. Katakana is no dictionary's and taken whole. */
function addWords(features: string[], plain: string): void {
  segmenter ??= new Intl.Segmenter("ja", { granularity: "word" });
  let name = "";
  for (const { segment, isWordLike } of segmenter.segment(plain)) {
    if (katakana.test(segment)) {
      name += segment;
      continue;
    }
    if (name.length > 1) features.push(name);
    name = "";
    if (isWordLike && segment.length > 1 && !notAWord.test(segment)) features.push(segment);
  }
  if (name.length > 1) features.push(name);
}

/** Made when first needed: it takes some milliseconds, which a start has no use for. */
let segmenter: Intl.Segmenter | undefined;
const katakana = /^[ァ-ヺー]+$/;
const notAWord = /^[\p{Script=Latin}\p{N}]|^[\p{Script=Hiragana}ー]+$/u;

function addPairs(features: string[], plain: string): void {
  let left: number = Kind.other;
  for (let i = 0; i < plain.length; i += 1) {
    const right = kindOf(plain.charCodeAt(i));
    if (Math.min(left, right) > Kind.other && Math.max(left, right) > Kind.hiragana) {
      features.push(pairMark + plain.slice(i - 1, i + 1));
    }
    left = right;
  }
}

const Kind = { other: 0, hiragana: 1, japanese: 2 } as const;

function kindOf(code: number): number {
  if (code < 0x3005) return Kind.other;
  if (code >= 0x3041 && code <= 0x3096) return Kind.hiragana;
  if (code <= 0x3007 || code === 0x30fc || (code >= 0x30a1 && code <= 0x30fa)) return Kind.japanese;
  const isHan = (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
  return isHan ? Kind.japanese : Kind.other;
}
