/** UTF-32, which TextDecoder lacks; what is no character becomes U+FFFD, the mark is dropped. */
export function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const characters: string[] = [];
  for (let at = 0; at + 4 <= view.byteLength; at += 4) {
    const code = view.getUint32(at, littleEndian);
    const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    if (code !== 0xfeff || at > 0)
      characters.push(String.fromCodePoint(isCharacter ? code : 0xfffd));
  }
  if (view.byteLength % 4) characters.push("\ufffd");
  return characters.join("");
}
