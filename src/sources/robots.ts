// robots.txt (RFC 9309), obeyed for the kinds that read what was made for people: page and search.

import * as robotsParser from "robots-parser";
import type { Download } from "#net/outcome.ts";

// A CommonJS module whose types speak of a default export.
const parseRobots = robotsParser.default as unknown as (url: string, body: string) => Robots;
type Robots = {
  isDisallowed: (url: string, agent: string) => boolean | undefined;
  getCrawlDelay: (agent: string) => number | undefined;
};

export type RobotsRule =
  | { allowed: true; delaySeconds: number }
  | { allowed: false; detail: string };

/** What the file says of an address; `body` null means it could not be had, which forbids all. */
export function robotsRule(body: string | null, url: string, userAgent: string): RobotsRule {
  const { origin } = new URL(url);
  if (body === null) return { allowed: false, detail: `${origin}/robots.txt cannot be had` };
  const rules = parseRobots(`${origin}/robots.txt`, body);
  if (rules.isDisallowed(url, userAgent)) {
    return { allowed: false, detail: `${origin}/robots.txt disallows ${url}` };
  }
  return { allowed: true, delaySeconds: Math.min(rules.getCrawlDelay(userAgent) ?? 0, 3600) };
}

/** The body to keep: a 4xx is as an empty file, which allows all; what failed forbids (§2.3.1). */
export function robotsBody(answer: Download): string | null {
  if (answer.outcome === "ok") return new TextDecoder().decode(answer.bytes.slice(0, 512 * 1024));
  const refused = ["missing", "gone", "blocked", "unexpected-status"];
  return refused.includes(answer.outcome) ? "" : null;
}
