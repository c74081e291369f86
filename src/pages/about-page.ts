import { html } from "#base/html.ts";
import { exportsExplained } from "./export-links.ts";
import { feedAddresses } from "./feed-addresses.ts";
import type { Page } from "./frame.ts";
import { lang } from "./lang.ts";
import { topicName } from "./topic-name.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

/** What the archive is, and how to follow it. */
export function aboutPage(view: View): Page {
  const { archive } = view;
  const words = wordsOf(view);
  const feeds = [
    { title: html`${words.everything}`, path: "all" },
    ...archive.topics.map((topic) => ({
      title: topicName(view, topic),
      path: `topics/${topic.slug}`,
    })),
  ];
  const items = feeds.map(
    ({ title, path }) => html`<li>${title}: ${feedAddresses(view, path)}</li>`,
  );
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
<ul>${items}</ul>
<h2>${words.byMail}</h2>
<p>${words.aboutMail} <a href="/subscribe">${words.subscribe}</a></p>
${exportsExplained(view)}
</article>`,
  };
}
