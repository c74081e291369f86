import { type Archive, topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import type { Page } from "./frame.ts";
import { wordsOf } from "./words.ts";

/** What the archive is, and how to follow it. */
export function aboutPage(archive: Archive): Page {
  const words = wordsOf(archive);
  const feeds = [
    { title: words.everything, path: "all" },
    ...archive.topics.map((topic) => ({
      title: topicTitle(topic, archive.language),
      path: `topics/${topic.slug}`,
    })),
  ];
  return {
    title: words.about,
    language: archive.language,
    canonical: "/about",
    body: html`<article class="text">
<h1>${words.about}</h1>
<p>${archive.subtitle}</p>
<p>${words.aboutWhat}</p>
<p>${words.aboutId}</p>
<h2>${words.feeds}</h2>
<p>${words.aboutFeeds}</p>
<ul>${feeds.map(({ title, path }) => feedItem(archive, title, path))}</ul>
<h2>${words.byMail}</h2>
<p>${words.aboutMail} <a href="/subscribe">${words.subscribe}</a></p>
</article>`,
  };
}

/** The address is spelled out, to be copied into a reader. */
function feedItem(archive: Archive, title: string, path: string): Html {
  const base = `/feeds/${path}`;
  return html`<li>${title}: <a href="${base}.atom">${archive.url}${base}.atom</a> (<a href="${base}.rss">RSS</a>, <a href="${base}.json">JSON Feed</a>)</li>`;
}
