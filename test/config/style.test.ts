import { expect, test } from "vitest";
import { describeFaults } from "#config/fault.ts";
import { archiveYaml, readWith, sourcesYaml } from "./support.ts";

const rule = `rules:
  - id: pier
    literal: [桟橋]
    message: 岸壁と書く
    severity: notice
`;

function faultsOf(style: string): string[] {
  const files = { "archive.yaml": archiveYaml, "sources.yaml": sourcesYaml, "style.yaml": style };
  const { dir, read } = readWith(files);
  if ("ok" in read) return [];
  return describeFaults(read.faults).replaceAll(`${dir}/`, "").split("\n");
}

test("style.yaml is read where there is one, and need not be there", () => {
  const files = { "archive.yaml": archiveYaml, "sources.yaml": sourcesYaml };
  const without = readWith(files).read;
  expect("ok" in without && without.ok.style).toBeNull();
  const read = readWith({ ...files, "style.yaml": `checks: { width: off }\n${rule}` }).read;
  expect("ok" in read && read.ok.style).toMatchObject({
    checks: { width: "off" },
    rules: [{ id: "pier", literal: ["桟橋"], severity: "notice" }],
  });
});

test.each([
  ["an unknown severity", "notice", "fatal", /:5:5 rules\[0\]\.severity: .*notice, warning, block/],
  ["no message", "    message: 岸壁と書く\n", "", /:2:5 rules\[0\]\.message: found nothing/],
  [
    "two ways to find",
    "literal",
    "pattern: 桟\n    literal",
    /rules\[0\]\.pattern: .*one of literal/,
  ],
  [
    "no way to find",
    "    literal: [桟橋]\n",
    "",
    /:2:5 rules\[0\]\.pattern: .*one of literal, words/,
  ],
  [
    "an unbounded pattern",
    "literal: [桟橋]",
    'pattern: "桟.*"',
    /^style\.yaml:3:5 rules\[0\]\.pattern: found "桟\.\*", wanted a bounded repetition/,
  ],
  [
    "a fix by a group that is not there",
    "literal: [桟橋]",
    "pattern: (桟)橋\n    fix: $2壁",
    /:4:5 rules\[0\]\.fix: found "\$2壁", wanted \$1 to \$1/,
  ],
  [
    "a fix beside words",
    "literal: [桟橋]",
    "words: { 桟橋: 岸壁 }\n    fix: x",
    /wanted nothing: words/,
  ],
  ["the name of a built-in check", "id: pier", "id: width", /rules\[0\]\.id: .*no built-in check/],
  [
    "a name given twice",
    "rules:\n",
    `${rule}`,
    /rules\[1\]\.id: found "pier", wanted an id that no/,
  ],
  ["an unknown check", "rules:", "checks: { commas: off }\nrules:", /a known key \(number, unit/],
  ["rules that are no list", rule, "rules: {}\n", /:1:1 rules: found a mapping, wanted a list/],
])("%s is a fault", (_, before, after, wanted) => {
  expect(rule).toContain(before);
  expect(faultsOf(rule.replace(before, () => after)).join("\n")).toMatch(wanted);
});

test.each([
  ["the address of no server", "url: mailto:a, model: m", /assistant\.url: found "mailto:a"/],
  ["an address with a sign-in", 'url: "http://a:b@c", model: m', /assistant\.url/],
  ["an address that cannot be", 'url: "http://:80", model: m', /wanted an http\(s\) address/],
  ["no model", 'url: "http://127.0.0.1:1/v1"', /assistant\.model: found nothing/],
  ["a key in the file", 'url: "http://a/v1", model: m, key: k', /assistant\.key: .*a known key/],
  ["a price without a currency", 'url: "http://a/v1", model: m, prices: { prompt: 1 }', /currency/],
])("%s is a fault of the assistant", (_, assistant, wanted) => {
  const archive = `${archiveYaml}assistant: { ${assistant} }\n`;
  const { read } = readWith({ "archive.yaml": archive, "sources.yaml": sourcesYaml });
  expect("faults" in read ? describeFaults(read.faults) : "").toMatch(wanted);
});

test("an assistant has its defaults, and its key from the environment alone", () => {
  const archive = `${archiveYaml}assistant: { url: "http://127.0.0.1:11434/v1/", model: small }\n`;
  const files = { "archive.yaml": archive, "sources.yaml": sourcesYaml };
  const { read } = readWith(files, { ASSISTANT_KEY: "k-123" });
  expect("ok" in read && read.ok.assistant).toEqual({
    url: "http://127.0.0.1:11434/v1/chat/completions",
    ...{ model: "small", key: "k-123", firstTokenMs: 60_000, totalMs: 180_000 },
    ...{ outputTokens: 1000, limitAs: "max_tokens", prices: null },
  });
  const bad = readWith(files, { ASSISTANT_KEY: "two words" }).read;
  expect("faults" in bad ? describeFaults(bad.faults) : "").toBe(
    "environment ASSISTANT_KEY: found 9 characters, not shown, wanted a key of ASCII characters without spaces, as a header can carry it",
  );
});
