// A page's list of stories, found by the selectors of the source.

import { type CheerioAPI, load } from "cheerio/slim";
import { cutText, oneLine } from "#base/text.ts";
import { decode } from "./decode.ts";
import { type FeedFlag, type Item, noHints, type ParseOutcome } from "./item.ts";
import { languageTag } from "./language-tag.ts";
import { resolveLink } from "./links.ts";
import { makeItem, maxTitle } from "./make-item.ts";
import { nodeText } from "./node-text.ts";
import { attributeOf, firstIn, linkAround, type Node } from "./page-nodes.ts";
import { pageSelector, wholeCss } from "./page-selector.ts";
import { lookOf, type ParseInput } from "./parse-feed.ts";
import { scanMarkup } from "./scan-markup.ts";
import type { PageSelectors } from "./spec.ts";

/** Of elements, attributes and comments: large front pages have 20,000. */
const maxNodes = 50_000;

/** A list tells of the past: 12/31 in July is last year's, and a day more than a month ahead is too. */
const reach = Temporal.Duration.from({ hours: 150 * 24 });

type Page = { $: CheerioAPI; items: readonly Node[]; selectors: PageSelectors; base: string };

/** A page without a story that has a headline is read all the same, and flagged. */
export function parsePage(input: ParseInput): ParseOutcome {
  const { page: selectors } = input;
  if (!selectors) return { outcome: "not-a-feed", detail: "the source has no selectors" };
  const { text, flags } = decode(input.bytes, withMetaCharset(input));
  if (text.trim() === "") return { outcome: "not-a-feed", detail: lookOf("") };
  scanMarkup(text, { xml: false, maxNodes });
  // One root for all: cheerio compares what stands at the top with one another too.
  const $ = load(`<page->${text}`);
  const found = $(selectors.item).toArray();
  const items = found.slice(0, input.maxItems);
  const base = absolute($("base[href]").first().attr("href") ?? "", input.url) ?? input.url;
  const told = itemsOf({ $, items, selectors, base }, input);
  const counts = { found: found.length, kept: items.length, told: told.length };
  return {
    outcome: "ok",
    feed: {
      title: cutText(oneLine(nodeText($("title").get(0))), maxTitle),
      language: languageTag($("html").attr("lang") ?? ""),
      items: told,
      flags: [...flags, ...flagsOf(counts)],
      hints: noHints,
    },
  };
}

function flagsOf({ found, kept, told }: Record<"found" | "kept" | "told", number>): FeedFlag[] {
  if (told === 0) return ["selector-empty"];
  return [
    ...(kept < found ? (["items-cut"] as const) : []),
    ...(told < kept ? (["items-dropped"] as const) : []),
  ];
}

/** Those that have a headline. */
function itemsOf(page: Page, input: ParseInput): Item[] {
  const { selectors, items } = page;
  const near = Temporal.Instant.from(input.now).subtract(reach);
  const link = linkReader(page);
  const title = reader(page, selectors.title);
  const excerpt = reader(page, selectors.excerpt);
  const publisher = reader(page, selectors.publisher);
  const date = reader(page, selectors.date);
  const all = items.map((node) => {
    const told = { title: title(node), excerpt: excerpt(node), publisher: publisher(node) };
    return makeItem(
      { ...told, guid: null, url: link(node), dates: [date(node)] },
      { ...input, near },
    );
  });
  return all.filter((item) => item.title !== "");
}

/** From an item to what the selector means in it: the text, or the attribute; "" for neither. */
function reader(page: Page, written: string | undefined): (item: Node) => string {
  if (written === undefined) return () => "";
  const { attribute } = pageSelector(written);
  const find = finder(page, written);
  return (item) => (attribute ? attributeOf(find(item), attribute) : oneLine(nodeText(find(item))));
}

function finder({ $, items, selectors }: Page, written: string): (item: Node) => Node | undefined {
  const { css } = pageSelector(written);
  return css ? firstIn($, items, wholeCss(css, selectors.item)) : (item) => item;
}

/** By its selector; else the link around, at or in the headline, else the item's first. */
function linkReader(page: Page): (item: Node) => string | null {
  const { $, items, selectors, base } = page;
  if (selectors.link) {
    const { attribute } = pageSelector(selectors.link);
    const read = reader(page, attribute ? selectors.link : `${selectors.link}@href`);
    return (item) => absolute(read(item), base);
  }
  const headline = finder(page, selectors.title);
  const headlines = items.map(headline).filter((node) => node !== undefined);
  const inHeadline = firstIn($, headlines, "a[href]");
  const inItem = firstIn($, items, "a[href]");
  return (item) => {
    const title = headline(item);
    const link = linkAround(title) ?? (title && inHeadline(title)) ?? inItem(item);
    return absolute(attributeOf(link, "href"), base);
  };
}

function absolute(href: string, base: string): string | null {
  return href.trim() ? resolveLink(href, base) : null;
}

/** HTML may name its charset in its first 1,024 bytes only (HTML §4.2.5.4). */
function withMetaCharset({ bytes, contentType }: ParseInput): string | null {
  if (contentType && /charset/i.test(contentType)) return contentType;
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1_024));
  const charset = /<meta[^>]{1,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1];
  return charset ? `text/html; charset=${charset}` : contentType;
}
