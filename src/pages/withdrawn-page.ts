import { html } from "#base/html.ts";
import { tagOf } from "#entries/publication-tags.ts";
import type { Withdrawn } from "#entries/published-store.ts";
import { entryPath } from "./entry-parts.ts";
import type { Page } from "./frame.ts";
import { lang } from "./lang.ts";
import type { View } from "./view.ts";
import { wordsOf } from "./words.ts";

/** What stays at the address of an entry that was taken back: neither headline nor text. */
export function withdrawnPage(view: View, { archiveId, reason, withdrawnAt }: Withdrawn): Page {
  const { archive } = view;
  const words = wordsOf(view);
  const day = words.day(withdrawnAt.toZonedDateTimeISO(archive.timeZone).toPlainDate());
  return {
    title: `${words.withdrawn}: ${archiveId}`,
    language: view.language,
    canonical: entryPath(archiveId),
    tags: [tagOf.entry(archiveId)],
    body: html`<article class="text">
<h1>${words.withdrawn}</h1>
<p>${words.withdrawnOn(archiveId, day)}</p>
<h2>${words.withdrawnWhy}</h2>
<p${lang(view, archive.language)}>${reason}</p>
<p><a href="${view.path("/")}">${words.home}</a></p>
</article>`,
  };
}
