/** BCP 47 tag of a headline whose source does not tell: kana or kanji make it Japanese. */
export function languageOf(headline: string): "ja" | "en" {
  return /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(headline) ? "ja" : "en";
}
