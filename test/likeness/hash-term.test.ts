import fc from "fast-check";
import { expect, test } from "vitest";
import { hashTerm } from "#likeness/hash-term.ts";
import { idfTable } from "#likeness/idf-table.ts";

// They are stored: another value would lose everything that is indexed.
test.each([
  ["", -1421968373],
  ["防衛", -1109263112],
  ["·防衛", -454290738],
  ["Talisman Sabre", -954786640],
])("%s has the number that it always had", (term, number) => {
  expect(hashTerm(term)).toBe(number);
});

test("a number is a signed integer of 32 bits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (term) => {
      expect(hashTerm(term)).toBe(hashTerm(term) | 0);
    }),
  );
});

test("the terms that are known do not collide more than chance has it", () => {
  const terms = [...new Set(idfTable.split(/\s+/))];
  const numbers = new Set(terms.map(hashTerm));
  expect(terms.length).toBeGreaterThan(5000);
  expect(terms.length - numbers.size).toBeLessThan(3);
});
