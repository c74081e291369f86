// Japanese in every encoding, and labels that lie about it.

import encoding from "encoding-japanese";
import { good, type HostileCase, serves, story } from "../hostile-case.ts";

type Name = "SJIS" | "EUCJP" | "JIS" | "UTF16LE";

const unlabelled = good.replace(' encoding="UTF-8"', "");

export const encodings: readonly HostileCase[] = [
  read(36, "Shift_JIS that is called UTF-8", bytesIn("SJIS", good), ["charset-misdeclared"]),
  read(37, "ISO-2022-JP that only HTTP names", bytesIn("JIS", unlabelled), [], "iso-2022-jp"),
  read(38, "EUC-JP without a label", bytesIn("EUCJP", unlabelled), []),
  read(39, "UTF-16 with a mark", bytesIn("UTF16LE", `\ufeff${unlabelled}`), []),
  read(
    40,
    "a byte that is no UTF-8",
    Buffer.concat([Buffer.from(good.replace("</title></item>", "")), Buffer.from([0xff])]),
    ["bytes-invalid"],
  ),
];

function read(
  number: number,
  name: string,
  body: Uint8Array,
  flags: readonly string[],
  charset = "",
): HostileCase {
  const type = charset && { "content-type": `text/xml; charset=${charset}` };
  const expected = { outcome: "ok", flags, titles: [story] };
  return { number, name, polls: () => [serves(body, { ...(type || {}) })], expected };
}

function bytesIn(to: Name, text: string): Uint8Array {
  return Uint8Array.from(encoding.convert(encoding.stringToCode(text), { from: "UNICODE", to }));
}
