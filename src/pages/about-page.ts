import { topicTitle } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { exportsExplained } from "./export-links.ts";
import type { Page } from "./frame.ts";
import { lang } from "./lang.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

/** What the archive is, and how to follow it. */
export function aboutPage(view: View): Page {
  const { archive } = view;
  const words = wordsOf(view);
  const feeds = [
    { title: words.everything, path: "all" },
    ...archive.topics.map((topic) => ({
      title: topicTitle(topic, view.language),
      path: `topics/${topic.slug}`,
    })),
  ];
  return {
    title: words.about,
    language: view.language,
    canonical: "/about",
    description: words.aboutWhat,
    tags: [],
    body: html`<article class="text">
<h1>${words.about}</h1>
<p${lang(view, archive.language)}>${archive.subtitle}</p>
<p>${words.aboutWhat}</p>
<p>${words.aboutId}</p>
<h2>${words.feeds}</h2>
<p>${words.aboutFeeds}</p>
<ul>${feeds.map(({ title, path }) => feedItem(view, title, path))}</ul>
<h2>${words.byMail}</h2>
<p>${words.aboutMail} <a href="/subscribe">${words.subscribe}</a></p>
${exportsExplained(view)}
</article>`,
  };
}

/** The address is spelled out, to be copied into a reader. */
function feedItem({ archive }: View, title: string, path: string): Html {
  const base = `/feeds/${path}`;
  return html`<li>${title}: <a href="${base}.atom">${archive.url}${base}.atom</a> (<a href="${base}.rss">RSS</a>, <a href="${base}.json">JSON Feed</a>)</li>`;
}
