import { expect, test } from "vitest";
import type { Download } from "#net/outcome.ts";
import { robotsBody, robotsRule } from "#sources/robots.ts";

const agent = "Kawaraban/0.1.0 (+https://archive.example; desk@archive.example)";
const page = "https://news.example/list/today";

test.each<[what: string, body: string | null, allowed: boolean]>([
  ["an empty file allows", "", true],
  ["what could not be had forbids", null, false],
  ["a rule for all forbids", "User-agent: *\nDisallow: /list/", false],
  ["a rule for another path does not", "User-agent: *\nDisallow: /admin/", true],
  [
    "our own group wins over that for all",
    "User-agent: *\nDisallow: /\n\nUser-agent: Kawaraban\nDisallow:",
    true,
  ],
  [
    "our own group may forbid us alone",
    "User-agent: kawaraban\nDisallow: /\n\nUser-agent: *\nAllow: /",
    false,
  ],
  ["the longer rule wins", "User-agent: *\nDisallow: /list/\nAllow: /list/today", true],
  ["a wildcard is understood", "User-agent: *\nDisallow: /*/today$", false],
  ["garbage allows", "<!doctype html><title>404</title>", true],
])("%s", (_, body, allowed) => {
  expect(robotsRule(body, page, agent).allowed).toBe(allowed);
});

test.each([
  ["Crawl-delay: 10", 10],
  ["Crawl-delay: 99999", 3_600],
  ["Crawl-delay: soon", 0],
  ["", 0],
])("%j waits %i seconds", (line, delaySeconds) => {
  const rule = robotsRule(`User-agent: *\n${line}\nDisallow: /x`, page, agent);
  expect(rule).toEqual({ allowed: true, delaySeconds });
});

const answer = { url: page, hops: [], detail: "" };

test.each<[Download["outcome"], string | null]>([
  ["missing", ""],
  ["gone", ""],
  ["blocked", ""],
  ["throttled", null],
  ["server-error", null],
  ["timeout", null],
  ["unreachable", null],
  ["too-large", null],
])("a robots.txt that is %s reads as %j", (outcome, body) => {
  expect(robotsBody({ ...answer, outcome } as unknown as Download)).toBe(body);
});
