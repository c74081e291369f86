import { html } from "#base/html.ts";
import { type ProblemType, problems } from "#base/problem.ts";
import type { Page } from "./frame.ts";

/** What a `type` of the API's errors means (RFC 9457 §3.1.1); null for a name that is none. */
export function problemPage(name: string): Page | null {
  if (!Object.hasOwn(problems, name)) return null;
  const { status, title } = problems[name as ProblemType];
  return {
    title,
    language: "en",
    canonical: `/problems/${name}`,
    isOnlyOne: true,
    tags: [],
    body: html`<article class="text">
<h1>${title}</h1>
<p>The API answers a request with status ${status} and the problem type <code>/problems/${name}</code> in this case.
The answer's <code>detail</code> says what was wrong with that request and what would be right;
where several parts were, <code>errors</code> lists each with its place.</p>
<p>A type keeps its meaning for good, so a program may act on it. <a href="/api/docs">About the API</a></p>
</article>`,
  };
}
