// A selector as sources.yaml writes it: CSS, and an attribute after an @ where the text is not meant.

import { load } from "cheerio/slim";

export type PageSelector = {
  /** "" is the item itself; what begins with a combinator goes on from the item. */
  css: string;
  /** null: the text. */
  attribute: string | null;
};

/**
 * `time@datetime`, `h2 a`, `> a`; `@href` and `:scope` are of the item itself. An @ inside brackets,
 * as in a[href*="x@y"], is of the CSS.
 */
export function pageSelector(written: string): PageSelector {
  const [, css = written, attribute = null] = /^(.*?)@([A-Za-z][\w:-]*)$/s.exec(written) ?? [];
  return {
    css: css.trim().replace(/^:scope(?![\w-])\s*/, ""),
    attribute: attribute?.toLowerCase() ?? null,
  };
}

/** The CSS by which all of a page's items' elements are found at once. */
export function wholeCss(css: string, item: string): string {
  return /^[>+~]/.test(css) ? `:is(${item}) ${css}` : css;
}

/** Whether it can be read; one for the item itself needs CSS and has no attribute. */
export function isPageSelector(written: string, forItem = false): boolean {
  const { css, attribute } = pageSelector(written);
  if (forItem && (!css || attribute !== null)) return false;
  try {
    load("<i></i>")(forItem ? written : wholeCss(css || "*", "i"));
    return true;
  } catch {
    return false;
  }
}
