import { expect, test } from "vitest";
import { reportedShown } from "#entries/dates-shown.ts";

test.each([
  ["2025-07-24", "20:16", "2025.07.24 20:16"],
  ["2025-01-05", "00:05", "2025.01.05 00:05"],
  ["2025-07-24", null, "2025.07.24"],
])("%s at %s is shown as %s", (date, time, shown) => {
  expect(reportedShown(Temporal.PlainDate.from(date), time)).toBe(shown);
});
