// Bytes to text. Doing this before any parser sees the feed took Japanese titles from 10 % right
// to 100 %: the label in force is tried first, and strictly, and the next one where it fails.

import { decodeUtf32 } from "./utf32.ts";

export type Decoded = {
  text: string;
  /** The WHATWG label of what was used, e.g. "shift_jis". */
  charset: string;
  flags: readonly ("charset-misdeclared" | "bytes-invalid")[];
};

// Labels seen in feeds that TextDecoder does not know.
const aliases: ReadonlyMap<string, string> = new Map([
  ["cp932", "shift_jis"],
  ["ms932", "shift_jis"],
  ["windows-932", "shift_jis"],
  ["sjis-win", "shift_jis"],
  ["shiftjis", "shift_jis"],
  ["eucjp", "euc-jp"],
  ["euc_jp", "euc-jp"],
  ["eucjp-ms", "euc-jp"],
  ["eucjp-win", "euc-jp"],
  ["eucjpms", "euc-jp"],
  ["iso-2022-jp-1", "iso-2022-jp"],
  ["iso-2022-jp-2", "iso-2022-jp"],
  ["iso-2022-jp-3", "iso-2022-jp"],
  ["iso-2022-jp-ms", "iso-2022-jp"],
  ["cp50220", "iso-2022-jp"],
  ["cp50221", "iso-2022-jp"],
  ["cp936", "gbk"],
  ["cp949", "euc-kr"],
  ["cp950", "big5"],
]);

/** By byte order mark, then HTTP, then the XML declaration, then UTF-8, then by the look of it. */
export function decode(bytes: Uint8Array, contentType: string | null): Decoded {
  const mark = markOf(bytes);
  const declared = mark ? [mark] : declaredCharsets(bytes, contentType);
  const candidates = [...new Set([...preferred(bytes, declared), ...declared, "utf-8"])];
  const misdeclared = (charset: string): Decoded["flags"] =>
    declared[0] && declared[0] !== charset ? ["charset-misdeclared"] : [];
  for (const charset of candidates) {
    const text = decodeStrictly(bytes, charset);
    if (text !== null) return { text, charset, flags: misdeclared(charset) };
  }
  const { text, charset } = leastDamaged(bytes, [...new Set([...candidates, ...guesses])]);
  const invalid = text.includes("\ufffd");
  return { text, charset, flags: [...misdeclared(charset), ...(invalid ? invalidBytes : [])] };
}
const invalidBytes = ["bytes-invalid"] as const;

function markOf(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? "utf-32le" : "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? "utf-32be" : null;
}

function declaredCharsets(bytes: Uint8Array, contentType: string | null): string[] {
  const wide = widthOf(bytes);
  if (wide) return [wide];
  const http = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? "")?.[1];
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  const xml = /<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1];
  return [http, xml].map(charsetNamed).filter((charset) => charset !== null);
}

/** XML 1.0 appendix F: how `<?xml` or `<r` lies in memory tells the width of its characters. */
function widthOf(bytes: Uint8Array): string | undefined {
  const zeros = [...bytes.subarray(0, 4)].map((byte) => (byte === 0 ? "0" : "x")).join("");
  return { "0x0x": "utf-16be", x0x0: "utf-16le", "000x": "utf-32be", x000: "utf-32le" }[zeros];
}

/** The label's WHATWG name; null for an unknown one, and for UTF-16, which the width belies. */
function charsetNamed(label: string | undefined): string | null {
  const name = label?.toLowerCase() ?? "";
  try {
    const charset = new TextDecoder(aliases.get(name) ?? name).encoding;
    return charset.startsWith("utf-16") ? null : charset;
  } catch {
    return null;
  }
}

/**
 * What outranks a declaration. Text in another encoding is next to never well-formed UTF-8 beyond
 * ASCII, while single-byte encodings accept anything: servers label UTF-8 as iso-8859-1. And
 * ISO-2022-JP is all ASCII bytes, so that UTF-8 would take it; its escape gives it away.
 */
function preferred(bytes: Uint8Array, declared: readonly string[]): string[] {
  const wide = declared.some((charset) => /^utf-(16|32)/.test(charset));
  if (wide) return [];
  if (bytes.some((byte) => byte >= 0x80)) return ["utf-8"];
  return hasJisEscape(bytes) ? ["iso-2022-jp"] : [];
}

function hasJisEscape(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    if (bytes[at + 1] === 0x24) return true;
  }
  return false;
}

function decodeStrictly(bytes: Uint8Array, charset: string): string | null {
  if (charset.startsWith("utf-32")) {
    const text = decodeUtf32(bytes, charset === "utf-32le");
    return text.includes("\ufffd") ? null : text;
  }
  try {
    // A body cut short within a character is no sign of another encoding: as a stream it may be.
    const stream = charset === "utf-8";
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream });
  } catch {
    return null;
  }
}

/**
 * The decoding that loses least. encoding-japanese's detector took EUC-JP with a ① for Shift_JIS.
 * EUC-JP read as Shift_JIS is full of half-width kana, which hardly any text is.
 */
function leastDamaged(bytes: Uint8Array, charsets: readonly string[]): Omit<Decoded, "flags"> {
  const [best] = charsets
    .map((charset) => ({ charset, text: decodeLoosely(bytes, charset) }))
    .map((decoding) => ({ ...decoding, damage: damageOf(decoding.text) }))
    .sort((a, b) => a.damage - b.damage);
  const western = { charset: "windows-1252", text: decodeLoosely(bytes, "windows-1252") };
  return best && best.damage < 0.5 ? { charset: best.charset, text: best.text } : western;
}
const guesses = ["shift_jis", "euc-jp"];

/** The share of what is not ASCII that is lost or unlikely. A loop: a list of matches fills a heap. */
function damageOf(text: string): number {
  let beyondAscii = 0;
  let damage = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    beyondAscii++;
    // ICU gives out the control characters of bytes that EUC-JP does not have.
    if (code === 0xfffd || code <= 0x9f) damage++;
    if (code >= 0xff61 && code <= 0xff9f) damage += 1 / 3;
  }
  return beyondAscii && damage / beyondAscii;
}

function decodeLoosely(bytes: Uint8Array, charset: string): string {
  if (charset.startsWith("utf-32")) return decodeUtf32(bytes, charset === "utf-32le");
  return new TextDecoder(charset).decode(bytes);
}
