// JSON-LD with schema.org's words, as news pages carry it. It comes from anybody: the walk
// ends by depth and number, and only text is taken.

export type LinkedArticle = {
  headline: string | null;
  description: string | null;
  publisher: string | null;
  published: string | null;
  language: string | null;
  url: string | null;
};

type Node = Readonly<Record<string, unknown>>;

const maxNodes = 2_000;
const maxDepth = 10;

/** The first thing that is an article and has a headline; all null where there is none. */
export function readLinkedArticle(scripts: readonly string[]): LinkedArticle {
  const nodes = scripts.flatMap((script) => nodesIn(parseJson(script)));
  const articles = nodes.filter(isArticle);
  const article = articles.find((node) => textOf(node, "headline") !== null) ?? articles[0] ?? {};
  return {
    headline: textOf(article, "headline") ?? textOf(article, "name"),
    description: textOf(article, "description"),
    publisher: publisherOf(article, nodes),
    published: textOf(article, "datePublished"),
    language: textOf(article, "inLanguage"),
    url: textOf(article, "url") ?? addressOf(article.mainEntityOfPage),
  };
}

/** Undefined for what is no JSON; raw line ends within strings are the usual fault, and mended. */
function parseJson(script: string): unknown {
  const json = script.replace(/[\u0000-\u001f]+/g, " ");
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The objects of a document, from the outside in: lists, graphs and what is nested in members. */
function nodesIn(document: unknown): Node[] {
  const nodes: Node[] = [];
  let level: unknown[] = [document];
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (nodes.length + next.length > maxNodes) break;
      if (typeof value !== "object" || value === null) continue;
      if (!Array.isArray(value)) nodes.push(value as Node);
      const inside = Array.isArray(value) ? value : Object.values(value);
      next.push(...inside.slice(0, maxNodes).filter((one) => typeof one === "object"));
    }
    level = next;
  }
  return nodes.slice(0, maxNodes);
}

/** NewsArticle, Article, ReportageNewsArticle, BlogPosting, also as https://schema.org/Article. */
function isArticle(node: Node): boolean {
  const types = [node["@type"]].flat().slice(0, 20);
  return types.some((type) => typeof type === "string" && /(Article|BlogPosting)$/.test(type));
}

/** By name, or by the @id of another node of the page that has one. */
function publisherOf(article: Node, nodes: readonly Node[]): string | null {
  const publisher = first(article.publisher);
  if (typeof publisher === "string") return publisher;
  if (!isNode(publisher)) return null;
  const id = textOf(publisher, "@id");
  const named = id === null ? undefined : nodes.find((node) => isNamed(node, id));
  return textOf(publisher, "name") ?? (named ? textOf(named, "name") : null);
}

function isNamed(node: Node, id: string): boolean {
  return textOf(node, "@id") === id && textOf(node, "name") !== null;
}

function addressOf(page: unknown): string | null {
  if (typeof page === "string") return page;
  return isNode(page) ? textOf(page, "@id") : null;
}

function textOf(node: Node, name: string): string | null {
  const value = first(node[name]);
  if (typeof value === "string") return value.trim() || null;
  // {"@value": "…", "@language": "ja"}
  if (isNode(value)) return name === "@value" ? null : textOf(value, "@value");
  return null;
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
