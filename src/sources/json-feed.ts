// JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). Whatever has another type than it should counts as
// absent; only own members are read, so that __proto__ and its like are names as any other.

import { cutText, oneLine } from "#base/text.ts";
import type { Decoded } from "./decode.ts";
import { htmlToText } from "./html-text.ts";
import { type Item, noHints, type ParseOutcome } from "./item.ts";
import { languageTag } from "./language-tag.ts";
import { resolveLink } from "./links.ts";
import { makeItem, maxTitle } from "./make-item.ts";
import type { FeedContext } from "./normalise.ts";

/** Of markup, before it is reduced to text. */
const maxMarkup = 100_000;

type Members = Readonly<Record<string, unknown>>;

export function isJson(text: string): boolean {
  return text.slice(0, 1_000).replace("\ufeff", "").trimStart().startsWith("{");
}

export function readJsonFeed({ text, flags }: Decoded, context: FeedContext): ParseOutcome {
  const feed = parse(text);
  const all = feed && own(feed, "items");
  if (!feed || !Array.isArray(all) || !/jsonfeed\.org\/version\/1/.test(textOf(feed, "version"))) {
    return { outcome: "not-a-feed", detail: "the body is JSON and no JSON Feed" };
  }
  const kept = all.slice(0, context.maxItems);
  const items = kept.filter(isMembers).map((item) => itemOf(item, context));
  const told = items.filter(({ title }) => title !== "");
  return {
    outcome: "ok",
    feed: {
      title: cutText(oneLine(textOf(feed, "title")), maxTitle),
      language: languageTag(textOf(feed, "language")),
      items: told,
      flags: [
        ...flags,
        ...(kept.length < all.length ? (["items-cut"] as const) : []),
        ...(told.length < kept.length ? (["items-dropped"] as const) : []),
      ],
      hints: noHints,
    },
  };
}

function itemOf(item: Members, context: FeedContext): Item {
  const url = linkOf(item, "url", context) ?? linkOf(item, "external_url", context);
  const excerpt =
    textOf(item, "summary") ||
    textOf(item, "content_text") ||
    htmlToText(textOf(item, "content_html").slice(0, maxMarkup));
  return makeItem(
    {
      guid: idOf(item),
      url,
      title: oneLine(textOf(item, "title")) || cutText(oneLine(excerpt), 100) || (url ?? ""),
      excerpt,
      publisher: null,
      dates: [textOf(item, "date_published"), textOf(item, "date_modified")],
    },
    context,
  );
}

/** A reader takes a number as its text (§ Items, id). */
function idOf(item: Members): string | null {
  const id = own(item, "id");
  return typeof id === "number" ? String(id) : textOf(item, "id") || null;
}

function linkOf(item: Members, name: string, { url }: FeedContext): string | null {
  const href = textOf(item, name).trim();
  return href ? resolveLink(href, url) : null;
}

function textOf(members: Members, name: string): string {
  const value = own(members, name);
  return typeof value === "string" ? value.slice(0, maxMarkup) : "";
}

function own(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** null for what is no JSON object. */
function parse(text: string): Members | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    return isMembers(value) ? value : null;
  } catch {
    return null;
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
