import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHtmlPage } from "#handmade/html-page.ts";
import { readRows } from "#handmade/html-rows.ts";
import type { ParsedPage } from "#handmade/import-text.ts";
import { declaredType, readPage } from "#handmade/read-page.ts";

const knownSources = ["瓦版通信", "東都新聞"];
const read = (markup: string): ParsedPage => parseHtmlPage(markup, { knownSources });
const top = "<h1>2026年の港湾</h1><table><tr><th>年月日<th>出典<th>標題<th>要旨</tr>";

const [date, source] = ["2026.01.31<br>18:54", "瓦版通信<br>(Yahoo)"];
const title = "<a href='https://news.example/1'>題</a> &lt;2602-013101&gt;";
const row = (...cells: string[]): string =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;

const plain = {
  ...{ date: "2026-01-31", time: "18:54", source: "瓦版通信", via: "Yahoo", title: "題" },
  ...{ id: "2602-013101", url: "https://news.example/1", summaryText: "要旨。" },
};

describe("an entry is read from its row,", () => {
  test.each<[string, string, object]>([
    ["in four columns", row(date, source, title, "要旨。"), {}],
    [
      "its tags in capitals and none closed",
      `<TR><TD>${date}<TD>${source}<TD>${title}<TD>要旨。`,
      {},
    ],
    [
      "with fonts that nobody closed",
      row(`<font>${date}`, `<b>${source}`, title, "<p><font>要旨。"),
      {},
    ],
    ["its date and time on one line", row("2026.01.31 18:54", source, title, "要旨。"), {}],
    ["the carrier behind the source", row(date, "瓦版通信 (Yahoo)", title, "要旨。"), {}],
    ["the carrier in full-width brackets", row(date, "瓦版通信（Yahoo）", title, "要旨。"), {}],
    ["debris behind the source", row(date, "瓦版通信/a><br>(Yahoo)", title, "要旨。"), {}],
    ["the id in raw brackets", row(date, source, title.replace("&lt;", "<<"), "要旨。"), {}],
    [
      "the id under the date",
      row(`${date}<br>&lt;2602-013101&gt;`, source, title.slice(0, 39), "要旨。"),
      {},
    ],
    [
      "the link at the source",
      row(
        date,
        `<a href="https://news.example/1">瓦版通信</a><br>(Yahoo)`,
        "題 &lt;2602-013101&gt;",
        "要旨。",
      ),
      {},
    ],
    ["source and title in one cell", row(date, `瓦版通信<br>(Yahoo)<br>${title}`, "要旨。"), {}],
    ["all but the date in one", row(date, `${source}<br>${title}<br>要旨。`), {}],
    [
      "wrapped by hand",
      row(date, source, title.replace("題", "題\n  名"), "要\n旨。"),
      { title: "題名" },
    ],
    [
      "Latin words wrapped",
      row(date, source, title.replace("題", "Harbor\n wire"), "要旨。"),
      { title: "Harbor wire", language: null },
    ],
    [
      "with the language that the page says",
      row(date, source, title.replace("<a", "<a lang=fr"), "要旨。"),
      { language: "fr" },
    ],
    [
      "its paragraphs",
      row(date, source, title, "<p>　一。<p>二。<div>三。</div>四。"),
      { summaryText: "一。\n二。\n三。\n四。" },
    ],
    [
      "lists, numbered and nested",
      row(date, source, title, "次の<ol start=2><li>甲<ul><li>乙</ul><li>丙</ol>である。"),
      { summaryText: "次の\n(2)甲\n・乙\n(3)丙\nである。" },
    ],
    [
      "a note, a reference, a table within",
      row(
        date,
        source,
        title,
        "要旨。<br>【註】<br>註。<br>【関連記事：2601-120102】<table><tr><td>2025.01.01<td>表</table>",
      ),
      { notes: ["註。", "2025.01.01", "表"], related: ["2601-120102"] },
    ],
    [
      "after a script",
      `<script>"<tr><td>2026.01.01"</script>${row(date, source, title, "要旨。")}`,
      {},
    ],
  ])("%s", (_, markup, more) => {
    const { heading, year, entries } = read(top + markup);
    expect({ heading, year, entries }).toMatchObject({
      ...{ heading: "2026年の港湾", year: 2026, entries: [{ ...plain, ...more }] },
    });
    expect(entries).toHaveLength(1);
  });
});

test("what is not kept is told of with its line", () => {
  const page = read(
    `${top}<tr><td>一覧へ戻る</td></tr>\n${row(date, source, title, "<img src=a><a href=b>CSIS</a>の要旨。")}
${row(date, "<a href='../2.html'>謎の新聞</a>", title, "要旨。<img src=c>")}
<p>2025年の報道 2024年の報道<p>更新日は不明</table>`,
  );
  const told = page.oddities.map(({ line, kind }) => `${line} ${kind}`);
  expect(told).toEqual([
    ...[
      "1 stray-line",
      "2 images-left-out",
      "2 links-left-out",
      "3 link-not-kept",
      "3 source-unknown",
    ],
    ...["3 id-repeated", "4 stray-line"],
  ]);
  expect(page.oddities[1]?.message).toContain("2");
});

test("a page without the table is read as the text that it shows", () => {
  const markup = `<h1>2026年の港湾</h1><p>2026.01.31<br>18:54<br>瓦版通信<br>(Yahoo)<br>題 &lt;2602-013101&gt;<p>要旨。<p>ABCの要旨。`;
  expect(read(markup).entries).toMatchObject([
    { ...plain, url: null, summaryText: "要旨。\nABCの要旨。" },
  ]);
});

test("the heading is the line with the year, whatever stands above it", () => {
  const page = read(`<a href="/">一覧へ</a>${top}${row(date, source, title, "要旨。")}`);
  expect(page).toMatchObject({ heading: "2026年の港湾", oddities: [{ kind: "stray-line" }] });
});

test("the form is told by the tags, and a tag left over makes no table", () => {
  const text = "2026年の港湾\n2026.01.31\n瓦版通信/a> 題</b> <2602-013101>\n 要旨。\n";
  expect(readPage(text, { knownSources })).toMatchObject({ entries: [{ source: "瓦版通信" }] });
  expect(readPage(top + row(date, source, title, "要旨。"), { knownSources })).toMatchObject({
    entries: [plain],
  });
});

test("a page says its own encoding in several ways", () => {
  const of = (head: string): string | null => declaredType(new TextEncoder().encode(head));
  expect(of('<meta charset="EUC-JP">')).toBe("text/html; charset=EUC-JP");
  const equivalent = '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=x-sjis">';
  expect(of(equivalent)).toBe("text/html; charset=x-sjis");
  expect(of("<p>charset=EUC-JP")).toBeNull();
});

describe("whatever the markup,", () => {
  const pieces = [
    ...[
      "<table>",
      "</table>",
      "<tr>",
      "</tr>",
      "<td>",
      "</td>",
      "<th>",
      "<p>",
      "<br>",
      "</p>",
      "<ul>",
    ],
    ...[
      "<ol start=98>",
      "<li>",
      "</ul>",
      "</ol>",
      "<a href='x'>",
      "</a>",
      "<font>",
      "<!-- WORD -->",
    ],
    ...[
      "WORD",
      "2026.01.31",
      "2026.01.31 WORD",
      "WORD &lt;2602-013101&gt;",
      "(WORD)",
      "【註】",
      "\n",
    ],
    ...[
      "【関連記事:WORD】",
      "2025年の報道",
      "18:54",
      "/a>",
      "<",
      "&lt",
      "<div",
      "</td",
      "\u0000WORD",
      "・WORD",
    ],
  ];
  const markups = fc
    .array(fc.constantFrom(...pieces), { maxLength: 50 })
    .map((parts) => parts.map((part, i) => part.replaceAll("WORD", `w${i}x`)).join(" "));

  /** An oddity quotes the beginning of a line that no entry has: those lines whole. */
  const wholeStrays = (markup: string): string[] => {
    const quoted = read(markup).oddities.map(({ message }) => /^"(.+)…"/.exec(message)?.[1]);
    const starts = quoted.filter((start) => start !== undefined);
    const lines = readRows(markup, () => undefined).outside.map(({ text }) => text);
    return lines.filter((line) => starts.some((start) => line.startsWith(start)));
  };

  test("a long line that is left out is quoted as far as 60 characters", () => {
    const id = "&lt;2602-013101&gt; 2026.01.31";
    const long = `【関連記事:w0x】 <ol start=98> w1x ${id} w2x w3x ${id} w4x`;
    const [oddity, ...others] = read(long).oddities;
    expect([oddity?.kind, others]).toEqual(["stray-line", []]);
    expect(oddity?.message).toMatch(/^"w1x <2602-013101> .{38,42}…" belongs to no entry/);
    expect(wholeStrays(long)).toEqual([expect.stringMatching(/^w1x .* w4x$/)]);
  });

  test("no word that it shows is lost: it is in an entry, the heading or an oddity", () => {
    fc.assert(
      fc.property(markups, (markup) => {
        const shown = markup.replace(/<!--.*?-->|<(?:div|\/td)[^>]*(?:>|$)/g, "");
        const words = shown.match(/w\d+x/g) ?? [];
        const told = JSON.stringify([read(markup), wholeStrays(markup)]);
        expect(words.filter((word) => !told.includes(word))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("anything is read", () => {
    const anything = fc.oneof(fc.string({ unit: "binary" }), markups);
    fc.assert(
      fc.property(anything, (text) => void read(text)),
      { numRuns: 300 },
    );
  });
});

describe("a page of a million characters is read within seconds, or refused:", () => {
  test.each<[string, string, boolean]>([
    ["rows", row(date, source, title, "要旨。").repeat(5_000), true],
    ["one long text", `<tr><td>2026.01.31<td>${"港".repeat(1_000_000)}`, true],
    ["spaces", `<tr><td>2026.01.31<td>${" ".repeat(1_000_000)}港`, true],
    ["lines", `<tr><td>2026.01.31<td>${"港\n".repeat(500_000)}`, true],
    ["breaks", `<tr><td>2026.01.31<td>${"港<br>".repeat(150_000)}`, true],
    ["references", `<tr><td>2026.01.31<td>${"&amp;".repeat(200_000)}`, true],
    ["end tags", `<tr><td>2026.01.31<td>${"<b>".repeat(900)}${"</i>".repeat(200_000)}`, true],
    ["tables side by side", "<table><tr><td>".repeat(100) + "</table>".repeat(100_000), true],
    ["tables in tables", "<table><tr><td>".repeat(60_000), false],
    ["deep tags", "<b>".repeat(300_000), false],
    ["too many tags", "<br>".repeat(1_000_001), false],
  ])("%s", { timeout: 20_000 }, (_, markup, isRead) => {
    const page = readPage(`<html>${markup}`, { knownSources });
    expect("fault" in page).toBe(!isRead);
  });
});
