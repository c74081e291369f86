import encoding from "encoding-japanese";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode } from "#sources/decode.ts";

type Name = "SJIS" | "EUCJP" | "JIS" | "UTF16BE" | "UTF16LE" | "UTF8";

const words = "海上自衛隊の護衛艦①が「横須賀」を出港した。";

function bytesOf(text: string, to: Name): Uint8Array {
  return Uint8Array.from(encoding.convert(encoding.stringToCode(text), { from: "UNICODE", to }));
}

function declared(label: string | null): string {
  return `<?xml version="1.0"${label ? ` encoding="${label}"` : ""}?><rss>${words}</rss>`;
}

function utf32(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * [...text].length));
  [...text].forEach((c, i) => {
    view.setUint32(4 * i, c.codePointAt(0) ?? 0, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

describe("the encoding of a feed", () => {
  // What it is in, the XML declaration's label, the Content-Type, what it is taken for, the flags.
  test.each<[Name, string | null, string | null, string, string[]]>([
    ["UTF8", "utf-8", null, "utf-8", []],
    ["UTF8", null, null, "utf-8", []],
    ["UTF8", "utf-8", "text/xml; charset=iso-8859-1", "utf-8", ["charset-misdeclared"]],
    ["UTF8", "Shift_JIS", null, "utf-8", ["charset-misdeclared"]],
    ["SJIS", "Shift_JIS", null, "shift_jis", []],
    ["SJIS", "CP932", null, "shift_jis", []],
    ["SJIS", "Windows-31J", "application/xml", "shift_jis", []],
    ["SJIS", null, 'text/xml; charset="shift_jis"', "shift_jis", []],
    ["SJIS", "utf-8", null, "shift_jis", ["charset-misdeclared"]],
    ["SJIS", null, null, "shift_jis", []],
    ["EUCJP", "eucJP-ms", null, "euc-jp", []],
    ["EUCJP", "x-unknown", null, "euc-jp", []],
    ["EUCJP", null, null, "euc-jp", []],
    ["JIS", null, "text/xml; charset=iso-2022-jp", "iso-2022-jp", []],
    ["JIS", "ISO-2022-JP-2", null, "iso-2022-jp", []],
    ["JIS", null, null, "iso-2022-jp", []],
    ["JIS", "utf-8", null, "iso-2022-jp", ["charset-misdeclared"]],
    ["UTF8", "utf-16", null, "utf-8", []],
    ["UTF8", "constructor", "text/xml; charset=__proto__", "utf-8", []],
    ["UTF16BE", "utf-8", "text/xml; charset=utf-8", "utf-16be", []],
    ["UTF16BE", "utf-16", null, "utf-16be", []],
    ["UTF16LE", null, null, "utf-16le", []],
  ])("%s declared %s, sent as %s, is read as %s", (name, label, contentType, charset, flags) => {
    const text = declared(label);
    expect(decode(bytesOf(text, name), contentType)).toEqual({ text, charset, flags });
  });

  test.each([
    ["utf-8", bytesOf(`\ufeff${declared("Shift_JIS")}`, "UTF8")],
    ["utf-16be", bytesOf(`\ufeff${declared("Shift_JIS")}`, "UTF16BE")],
    ["utf-16le", bytesOf(`\ufeff${declared("Shift_JIS")}`, "UTF16LE")],
    ["utf-32be", utf32(`\ufeff${declared("Shift_JIS")}`, false)],
    ["utf-32le", utf32(`\ufeff${declared("Shift_JIS")}`, true)],
  ])("a %s byte order mark outranks every label", (charset, bytes) => {
    const read = decode(bytes, "text/xml; charset=euc-jp");
    expect(read).toEqual({ charset, text: declared("Shift_JIS"), flags: [] });
  });

  test("utf-32 without a mark is known by its first characters", () => {
    expect(decode(utf32(declared(null), true), null).text).toBe(declared(null));
  });

  test("one bad byte costs one character, and is told", () => {
    for (const name of ["UTF8", "SJIS", "EUCJP"] as const) {
      const bytes = [...bytesOf(declared(name === "UTF8" ? "utf-8" : `x-${name}`), name)];
      const read = decode(Uint8Array.from([...bytes, 0xff, 0x0a]), null);
      expect(read.text).toContain(words);
      expect(read.flags).toContain("bytes-invalid");
    }
  });

  test.each(["護衛艦", "防衛省は長期的な計画を", "長".repeat(30)])(
    "UTF-8 cut short within a character stays UTF-8: %s",
    (title) => {
      const bytes = bytesOf(`<rss>${title}`, "UTF8").slice(0, -1);
      const read = { text: `<rss>${title.slice(0, -1)}`, charset: "utf-8", flags: [] };
      expect(decode(bytes, null)).toEqual(read);
    },
  );

  test("UTF-8 with one bad byte is not taken for EUC-JP, which ICU reads as control characters", () => {
    const bytes = bytesOf(`<rss>${"長".repeat(30)}`, "UTF8");
    const read = decode(Uint8Array.from([...bytes, 0xff, 0x0a]), null);
    expect(read).toMatchObject({ charset: "utf-8", flags: ["bytes-invalid"] });
  });

  test("Latin letters without a label are Windows-1252", () => {
    const bytes = Uint8Array.from(
      Buffer.from("<rss>caf\xe9 \x93d\xe9j\xe0 vu\x94</rss>", "latin1"),
    );
    expect(decode(bytes, null).text).toBe("<rss>café “déjà vu”</rss>");
  });

  test("Japanese is told apart without any label", () => {
    const sentence = fc
      .array(fc.constantFrom(..."日米韓共同訓練横須賀の護衛艦がをにア①ー。「」2025 SSNｱ"), {
        minLength: 8,
      })
      .map((characters) => `<rss>海の${characters.join("")}`);
    fc.assert(
      fc.property(sentence, fc.constantFrom<Name>("SJIS", "EUCJP", "JIS", "UTF8"), (text, name) => {
        expect(decode(bytesOf(text, name), null).text).toBe(text);
      }),
    );
  });

  test("any bytes become text", () => {
    const types = fc.option(
      fc.string().map((label) => `text/xml; charset=${label}`),
      { nil: null },
    );
    fc.assert(
      fc.property(fc.uint8Array(), types, (bytes, contentType) => {
        expect(decode(bytes, contentType).text.length).toBeLessThanOrEqual(3 * bytes.length);
      }),
    );
  });
});
