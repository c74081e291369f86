import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAddress } from "#mail/addresses.ts";

test.each([
  ["reader@mail.example", "reader@mail.example"],
  ["  Reader.Name+news@Mail.Example ", "Reader.Name+news@mail.example"],
  ["o'hara@mail.example", "o'hara@mail.example"],
  ["読者@mail.example", null],
  ["reader@日本語.jp", "reader@xn--wgv71a119e.jp"],
  ["reader@メール．example", "reader@xn--4dkua4c.example"],
  ["editor@localhost", "editor@localhost"],
  ["reader@host", null],
  ["reader", null],
  ["@mail.example", null],
  ["reader@", null],
  ["a@b@mail.example", null],
  [".reader@mail.example", null],
  ["rea..der@mail.example", null],
  ['"re ader"@mail.example', null],
  ["Reader <reader@mail.example>", null],
  ["reader@mail.example,other@mail.example", null],
  ["reader@mail.example\r\nBcc: x@mail.example", null],
  ["rea\u0000der@mail.example", null],
  ["reader@mail_host.example", null],
  ["reader@-mail.example", null],
  ["reader@mail.example.", null],
  ["reader@[192.0.2.1]", null],
  ["reader@192.0.2.1", null],
  ["reader@0x7f.1", null],
  ["reader@mail%2eexample", null],
  [`${"a".repeat(64)}@mail.example`, `${"a".repeat(64)}@mail.example`],
  [`${"a".repeat(65)}@mail.example`, null],
  [`a@${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(63)}.${"e".repeat(58)}.jp`, null],
])("%j is %j", (text, address) => {
  expect(parseAddress(text)).toBe(address);
});

test("an address that was parsed is parsed to itself, and is ASCII without spaces or brackets", () => {
  const texts = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.tuple(fc.string({ maxLength: 8 }), fc.domain()).map(([local, host]) => `${local}@${host}`),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const address = parseAddress(text);
      if (address === null) return;
      expect(parseAddress(address)).toBe(address);
      expect(address).toMatch(/^[!-;=?-~]{3,254}$/);
    }),
    { numRuns: 1000 },
  );
});
