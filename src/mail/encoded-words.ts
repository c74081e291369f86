// RFC 2047 encoded words, "B" and UTF-8 only.

/**
 * `text` as one encoded word where it fits (15 kanji), else as several, each of whole characters
 * and at most 75 octets. nodemailer cuts after ten kanji, and some readers show a space there.
 */
export function encodeWords(text: string): string {
  const words: string[] = [];
  let word = "";
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word].map(encodeWord).join("\r\n ");
}

/** The text of a header value; white space between two encoded words is dropped (§6.2). */
export function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+(?==\?utf-8\?b\?)/gi, "?=")
    .replace(/=\?utf-8\?b\?([\w+/=]*)\?=/gi, (_, base64: string) => decodeBase64(base64));
}

function encodeWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;
}

function decodeBase64(base64: string): string {
  return Buffer.from(base64, "base64").toString();
}
