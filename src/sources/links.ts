// Which of a feed's links leads to the story, and where it leads.

import type { Element, Fields } from "./rss.ts";

const maxLength = 2_000;

/** Absolute http(s) address; null where there is none, or none within 2,000 characters. */
export function resolveLink(href: string, base: string): string | null {
  const url = URL.parse(href.trim(), base);
  if (!url || !/^https?:$/.test(url.protocol) || url.href.length > maxLength) return null;
  return url.href;
}

/** What an element's relative links are relative to (XML Base). */
export function baseOf(attributes: Readonly<Record<string, string>>, parent: string): string {
  return URL.parse(attributes["xml:base"] ?? "", parent)?.href ?? parent;
}

/**
 * The alternate link (RFC 4287 §4.2.7.2: also one without a rel), a page before other types; then
 * a guid that is a permalink, then whatever id is an address.
 */
export function storyLink(fields: Fields, base: string): string | null {
  const links = [...fields.all("link"), ...fields.all("atom:link")].filter(isAlternate);
  const best = links.find(isPage) ?? links[0];
  const found = best && resolveLink(hrefOf(best), baseOf(best.attributes, base));
  return found || addressIn(fields.all("guid").filter(isPermalink)) || addressIn(fields.all("id"));
}

function isAlternate(link: Element): boolean {
  const rel = link.attributes.rel?.trim().toLowerCase() ?? "alternate";
  return hrefOf(link) !== "" && /^(alternate|http:\/\/www\.iana\.org\/.*alternate)$/.test(rel);
}

function isPage(link: Element): boolean {
  return /^(text\/html|application\/xhtml\+xml)?$/i.test(link.attributes.type?.trim() ?? "");
}

function hrefOf(link: Element): string {
  return (link.attributes.href ?? link.text).trim();
}

function isPermalink(guid: Element): boolean {
  return guid.attributes.ispermalink?.toLowerCase() !== "false";
}

function addressIn(elements: readonly Element[]): string | null {
  const text = elements[0]?.text.trim() ?? "";
  return /^https?:\/\//i.test(text) ? resolveLink(text, text) : null;
}
