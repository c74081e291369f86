// Invented feeds in the shapes that publishers use.

import { escapeMarkup } from "#base/html.ts";

export type Told = { title: string; link: string; date: string; lead?: string; guid?: string };

/** RSS 2.0 as Yahoo serves it: the publisher at the end of the title, `?source=rss`, no guid. */
export function yahooFeed(items: readonly Told[]): string {
  const told = items.map(
    ({ title, link, date, lead = "" }) =>
      `<item><title>${escapeMarkup(title)}</title><link>${escapeMarkup(link)}?source=rss</link><pubDate>${date}</pubDate><description>${escapeMarkup(lead)}</description></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>瓦版通信 - 渡しニュース</title><link>https://carrier.example/</link>${told.join("")}</channel></rss>`;
}

export function atomFeed(items: readonly Told[]): string {
  const told = items.map(
    ({ title, link, date, lead = "", guid = link }) =>
      `<entry><id>${escapeMarkup(guid)}</id><title>${escapeMarkup(title)}</title><link href="${escapeMarkup(link)}"/><updated>${date}</updated><summary>${escapeMarkup(lead)}</summary></entry>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbor Wire</title><id>urn:x</id><updated>2026-11-01T00:00:00Z</updated>${told.join("")}</feed>`;
}
