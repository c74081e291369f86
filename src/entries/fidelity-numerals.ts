// Numerals as Japanese and English texts write them: 35,000, 3万5000, 十二, 二〇二五, 1千.

const digits = "〇一二三四五六七八九";
const small: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const great: Readonly<Record<string, number>> = { 万: 1e4, 億: 1e8, 兆: 1e12 };

/** The source of a pattern for one numeral, Arabic, Chinese or mixed. */
export const numeralSource =
  "(?:(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?|[〇一二三四五六七八九十百千万億兆])+";

/**
 * The value of a numeral; null for what is none: it begins with 万, or has two figures side by side.
 */
export function numeralValue(text: string): number | null {
  if (text === "" || text.charAt(0) in great) return null;
  let total = 0;
  let section = 0;
  let figure: number | null = null;
  for (const [part] of text.matchAll(/[\d,.]+|[〇一二三四五六七八九]+|[十百千万億兆]/g)) {
    if (part in small) {
      section += (figure ?? 1) * (small[part] ?? 1);
      figure = null;
    } else if (part in great) {
      total += (section + (figure ?? 0)) * (great[part] ?? 1);
      section = 0;
      figure = null;
    } else {
      if (figure !== null) return null;
      figure = figureValue(part);
    }
  }
  return total + section + (figure ?? 0);
}

/** Digits of the one kind or the other; 二〇二五 is read place by place. */
function figureValue(text: string): number {
  if (/^\d/.test(text)) return Number(text.replaceAll(",", ""));
  return Number([...text].map((digit) => digits.indexOf(digit)).join(""));
}

export function isChinese(numeral: string): boolean {
  return !/\d/.test(numeral);
}
