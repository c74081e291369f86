import { describe, expect, test } from "vitest";
import { html, trusted } from "#base/html.ts";
import { abbreviator } from "#pages/glossary.ts";
import { viewOf } from "#pages/view.ts";
import { archive } from "../support/published.ts";

const terms = [
  { term: "QT", en: "Quiet Tide" },
  { term: "QT-X", ja: "静潮訓練", en: "Exercise Quiet Tide" },
  { term: "R&D", ja: "研究開発" },
  { term: "amp", ja: "増幅器" },
  { term: "夜間離着艦", ja: "夜に艦へ降りる訓練" },
];
const ja = viewOf(archive, "ja");

function marked(markup: string, view: typeof ja = ja): string {
  return abbreviator(view, terms)(trusted(markup)).markup;
}

/** The terms that were explained, in order. */
function explained(markup: string): string[] {
  return [...marked(markup).matchAll(/<abbr [^>]*>([^<]*)<\/abbr>/g)].map(([, term]) => term ?? "");
}

describe("an abbreviation", () => {
  test("is explained where it is first used, and leads to the glossary", () => {
    expect(marked("<p>QT-Xが始まり、QT-Xが終わった。</p>")).toBe(
      '<p><a class="term" href="/glossary#qt-x"><abbr title="静潮訓練">QT-X</abbr></a>が始まり、QT-Xが終わった。</p>',
    );
  });

  test("is explained in the reader's language where the glossary has it", () => {
    const en = viewOf(archive, "en");
    expect(marked("QT-X", en)).toBe(
      '<a class="term" href="/en/glossary#qt-x"><abbr title="Exercise Quiet Tide" lang="en">QT-X</abbr></a>',
    );
    expect(marked("R&amp;D", en)).toContain('<abbr title="研究開発">R&amp;D</abbr>');
  });

  test.each([
    ["米軍のQTと", ["QT"]],
    ["QTY, AQT, QT1, Qt", []],
    ["QT-XとQT", ["QT-X", "QT"]],
    ["R&amp;Dの費用", ["R&amp;D"]],
    ["A &amp; B", []],
    ["増幅器(amp)", ["amp"]],
    ["艦での夜間離着艦訓練", ["夜間離着艦"]],
    ['<a href="/QT">QT</a>のあとのQT', ["QT"]],
    ['<a href="/x"><span>QT</span></a>', []],
    ['<time datetime="QT">x</time>', []],
  ])("in %s is found as a whole word outside of tags and links", (markup, found) => {
    expect(explained(markup)).toEqual(found);
  });

  test("that nobody explains changes nothing", () => {
    const markup = html`<p>${"QT <b>"}</p>`;
    expect(abbreviator(ja, [])(markup)).toBe(markup);
    expect(marked("")).toBe("");
  });
});
