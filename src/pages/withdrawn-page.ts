import type { Archive } from "#base/archive.ts";
import { html } from "#base/html.ts";
import type { Withdrawn } from "#entries/published-store.ts";
import { entryPath } from "./entry-parts.ts";
import type { Page } from "./frame.ts";
import { wordsOf } from "./words.ts";

/** What stays at the address of an entry that was taken back: neither headline nor text. */
export function withdrawnPage(
  archive: Archive,
  { archiveId, reason, withdrawnAt }: Withdrawn,
): Page {
  const words = wordsOf(archive);
  const day = words.day(withdrawnAt.toZonedDateTimeISO(archive.timeZone).toPlainDate());
  return {
    title: `${words.withdrawn}: ${archiveId}`,
    language: archive.language,
    canonical: entryPath(archiveId),
    body: html`<article class="text">
<h1>${words.withdrawn}</h1>
<p>${words.withdrawnOn(archiveId, day)}</p>
<h2>${words.withdrawnWhy}</h2>
<p>${reason}</p>
<p><a href="/">${words.home}</a></p>
</article>`,
  };
}
