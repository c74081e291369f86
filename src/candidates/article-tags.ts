import { scanPage } from "#sources/discover-page.ts";

export type ArticleTags = {
  title: string;
  /** `lang` of the html element; "" where there is none. */
  language: string;
  canonical: string;
  /** The moment a time element tells, the one marked as the publication's before others. */
  time: string;
  /** The first of each name, in lower case, whether it is a name, property, itemprop or header. */
  metas: ReadonlyMap<string, string>;
  /** JSON-LD as written. */
  scripts: readonly string[];
};

const maxValue = 10_000;
const maxMetas = 500;
const maxScripts = 20;
const maxScript = 256 * 1024;

/** The tags of a page that tell of its story. Never throws. */
export function readArticleTags(html: string): ArticleTags {
  const metas = new Map<string, string>();
  const scripts: string[] = [];
  const found = { title: "", language: "", canonical: "", time: "", markedTime: "" };
  let open: "title" | "script" | null = null;
  scanPage(html, {
    onopentag: (name, attributes) => {
      open = null;
      if (name === "html") found.language ||= cut(attributes.lang);
      if (name === "meta") learn(metas, attributes);
      if (name === "link" && hasWord(attributes.rel, "canonical")) {
        found.canonical ||= cut(attributes.href);
      }
      if (name === "time") {
        found.time ||= cut(attributes.datetime);
        if (isPublication(attributes)) found.markedTime ||= cut(attributes.datetime);
      }
      if (name === "title" && found.title === "") open = "title";
      if (name === "script" && isJson(attributes.type) && scripts.length < maxScripts) {
        open = "script";
        scripts.push("");
      }
    },
    ontext: (text) => {
      if (open === "title") found.title = cut(found.title + text);
      const last = scripts.at(-1);
      // One that is too long ends up incomplete, and so is no JSON.
      if (open === "script" && last !== undefined && last.length < maxScript) {
        scripts[scripts.length - 1] = last + text.slice(0, maxScript);
      }
    },
    onclosetag: () => {
      open = null;
    },
  });
  const { markedTime, time, ...rest } = found;
  return { ...rest, time: markedTime || time, metas, scripts };
}

function learn(metas: Map<string, string>, attributes: Readonly<Record<string, string>>): void {
  const { property, name, itemprop, content } = attributes;
  const key = (property ?? name ?? itemprop ?? attributes["http-equiv"])?.trim().toLowerCase();
  if (!key || !content || metas.has(key) || metas.size >= maxMetas) return;
  metas.set(key, cut(content));
}

function isPublication(attributes: Readonly<Record<string, string>>): boolean {
  return hasWord(attributes.itemprop, "datepublished") || "pubdate" in attributes;
}

function isJson(type: string | undefined): boolean {
  return /^\s*application\/ld\+json\s*(;|$)/i.test(type ?? "");
}

function hasWord(list: string | undefined, word: string): boolean {
  return (list ?? "").toLowerCase().split(/\s+/).includes(word);
}

function cut(value: string | undefined): string {
  return (value ?? "").slice(0, maxValue);
}
