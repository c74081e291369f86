// Six invented sources on a port of this machine: their feeds, and a page for each story.

import { createHash } from "node:crypto";
import type { Clock } from "#base/clock.ts";
import { type Html, html } from "#base/html.ts";
import { writeHttpDate } from "#base/http-date.ts";
import { encodeText } from "./charset.ts";
import { changedAt, type PaperFeed, type Told } from "./feed-writers.ts";
import { type Answer, openLocalServer } from "./local-server.ts";
import { type Paper, papers } from "./papers.ts";
import { openPress, type Printing } from "./press.ts";

export type Newsstand = {
  url: string;
  /** Publishes the next story or correction; null when the stock is used up. */
  release: () => Printing | null;
  close: () => Promise<void>;
};

export async function openNewsstand(clock: Clock): Promise<Newsstand> {
  const press = openPress(clock);
  const server = await openLocalServer((path, headers) => {
    if (path === "/") return page("The newsstand", "en", shelf);
    const paper = papers.find(({ id }) => path.startsWith(`/${id}/`));
    if (!paper) return undefined;
    const stories = press.storiesOf(paper);
    if (path === feedPath(paper)) return sendFeed(feedOf(paper, stories), headers);
    if (path === `/${paper.id}/`) return page(paper.name, paper.language, front(stories));
    const story = stories.find(({ url }) => url === path);
    return story && page(story.headline, paper.language, lead(paper, story));
  });

  function feedOf(paper: Paper, stories: readonly Told[]): PaperFeed & Pick<Paper, "writeFeed"> {
    return {
      ...paper,
      homepage: `${server.url}/${paper.id}/`,
      address: server.url + feedPath(paper),
      stories: stories.map((story) => ({ ...story, url: server.url + story.url })),
    };
  }

  return { url: server.url, release: press.print, close: server.close };
}

export function feedPath({ id }: Paper): string {
  return `/${id}/feed.xml`;
}

function sendFeed(
  feed: PaperFeed & Pick<Paper, "writeFeed">,
  asked: { "if-none-match"?: string | undefined },
): Answer {
  const body = encodeText(feed.writeFeed(feed), feed.charset);
  const etag = `"${createHash("sha1").update(body).digest("hex")}"`;
  const headers = { etag, "last-modified": writeHttpDate(changedAt(feed)) };
  if (asked["if-none-match"] === etag) return { status: 304, headers, body: "" };
  // Without a charset here, the XML declaration is all that tells it.
  return { headers: { ...headers, "content-type": "application/xml" }, body };
}

const shelf = html`<ul>${papers.map(
  ({ id, name }) => html`<li><a href="/${id}/">${name}</a> (<a href="/${id}/feed.xml">feed</a>)`,
)}</ul>`;

function front(stories: readonly Told[]): Html {
  return html`<ul>${stories.map(({ url, headline }) => html`<li><a href="${url}">${headline}</a>`)}</ul>`;
}

function lead({ id, name }: Paper, story: Told): Html {
  return html`<p>${story.lead}</p><p><a href="/${id}/">${story.publisher ?? name}</a></p>
<p><small>An invented story of the demo's newsstand.</small></p>`;
}

function page(title: string, language: string, body: Html): Answer {
  const { markup } = html`<!doctype html><html lang="${language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${title}</title>
<h1>${title}</h1>${body}</html>`;
  return {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'",
    },
    body: markup,
  };
}
