import encoding from "encoding-japanese";

export type Charset = "utf-8" | "shift_jis" | "euc-jp";

/** A character that the charset lacks becomes a question mark. */
export function encodeText(text: string, charset: Charset): Buffer {
  if (charset === "utf-8") return Buffer.from(text);
  const to = charset === "shift_jis" ? "SJIS" : "EUCJP";
  return Buffer.from(encoding.convert(encoding.stringToCode(text), { from: "UNICODE", to }));
}
