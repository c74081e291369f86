import { expect, test } from "vitest";
import { checkText, maxMarks } from "#entries/check-text.ts";
import { openGround } from "#entries/fidelity-ground.ts";
import type { StyleFile } from "#entries/style-file.ts";
import { houseStyle } from "../support/house-style.ts";

const on = Temporal.PlainDate.from("2026-07-24");
const told = openGround([{ text: "巡視船12隻が訓練した。", on, part: "excerpt" }], [on], []);
const untold = openGround([{ text: "巡視船の訓練", on, part: "headline" }], [on], []);
const rules: StyleFile["rules"] = [];

function check(
  text: { summary: string; notes?: string[]; title?: string },
  { ground = told, file = { rules } as StyleFile } = {},
) {
  const { title = "巡視船の訓練", summary, notes = [] } = text;
  return checkText({ title, summary, notes }, { ground, style: houseStyle(file), on });
}

test("marks come in the order of reading, each with its member", () => {
  const file: StyleFile = {
    rules: [{ id: "x", literal: ["港"], message: "m", severity: "notice", applies_to: ["title"] }],
  };
  const { marks } = check(
    { title: "港の訓練", summary: "13隻が「出た。", notes: ["12隻。", "14隻。"] },
    { file },
  );
  expect(marks.map(({ member, kind }) => `${member} ${kind}`)).toEqual([
    ...["title x", "summary number", "summary brackets", "notes/1 number"],
  ]);
});

test("style.yaml can switch a check off, or have it block", () => {
  const off = check({ summary: "13隻。" }, { file: { checks: { number: "off" }, rules } });
  expect(off).toEqual({ marks: [], blocks: false, fixed: null });
  const grave = { checks: { number: "block" }, rules } as const;
  expect(check({ summary: "13隻。" }, { file: grave })).toMatchObject({
    ...{ blocks: true, marks: [{ kind: "number", severity: "block" }] },
  });
  // Nothing can be asked of a text of which only the headline is known.
  const { blocks, marks } = check({ summary: "13隻。" }, { file: grave, ground: untold });
  expect([blocks, marks[0]?.severity]).toEqual([false, "notice"]);
});

test("what is weak is a notice, whatever the file says", () => {
  const { marks } = check({ summary: "七つの訓練をした。" });
  expect(marks).toMatchObject([{ text: "七つ", severity: "notice" }]);
});

test("an empty summary and an empty note block", () => {
  const { marks, blocks } = check({ summary: " ", notes: [""] });
  expect(marks.map(({ member, kind }) => `${member} ${kind}`)).toEqual([
    ...["summary empty", "notes/0 empty"],
  ]);
  expect(blocks).toBe(true);
});

test("there is an end to marks, and what blocks is among them", () => {
  const { marks, blocks } = check({ summary: `${"13隻 ".repeat(maxMarks)}【` });
  expect(marks).toHaveLength(maxMarks);
  expect(marks.some(({ kind }) => kind === "lenticular_brackets")).toBe(true);
  expect(blocks).toBe(true);
});
