// The names of one thing in several languages: Talisman Sabre is タリスマン・セーバー.

import { featuresOf } from "./features.ts";
import { idfOf } from "./idf.ts";
import { plainText } from "./plain-text.ts";

/** `term` stands for the thing in every text that names it; `idf` is reckoned when first asked. */
export type Entity = { readonly term: string; readonly idf: () => number };
/** A trie over plain names; `entity` is where a name ends. */
type Node = { readonly next: Map<string, Node>; entity: Entity | undefined };
export type Entities = { readonly root: Node };

/** The first name of each is its term. Names are matched as plainText writes them. */
export function openEntities(list: readonly { names: readonly string[] }[]): Entities {
  const root: Node = { next: new Map(), entity: undefined };
  for (const { names } of list) {
    const plain = names.map(plainText).filter((name) => name.length > 1);
    const entity = { term: names[0] ?? "", idf: once(() => entityIdf(plain)) };
    for (const name of plain) addName(root, name, entity);
  }
  return { root };
}

export const noEntities: Entities = openEntities([]);

/** The terms of the entities that a text names, each once. */
export function findEntities(text: string, entities: Entities): string[] {
  return [...new Set(spotEntities(plainText(text), entities).spotted.map(({ term }) => term))];
}

/**
 * The entities that a plain text names, each as often as it does, and the rest of the text. Of names
 * that overlap the first counts, of those that begin together the longest.
 */
export function spotEntities(
  plain: string,
  { root }: Entities,
): { spotted: Entity[]; rest: string } {
  const spotted: Entity[] = [];
  let rest = "";
  let from = 0;
  for (let at = 0; at < plain.length; ) {
    const match = longestAt(plain, at, root);
    at += match?.length ?? 1;
    if (!match) continue;
    spotted.push(match.entity);
    rest += `${plain.slice(from, at - match.length)} `;
    from = at;
  }
  return { spotted, rest: rest + plain.slice(from) };
}

function addName(root: Node, name: string, entity: Entity): void {
  let node = root;
  for (const unit of name.split("")) {
    const next = node.next.get(unit) ?? { next: new Map(), entity: undefined };
    node.next.set(unit, next);
    node = next;
  }
  node.entity ??= entity;
}

function longestAt(
  text: string,
  at: number,
  root: Node,
): { entity: Entity; length: number } | undefined {
  let node = root.next.get(text[at] ?? "");
  if (!node || isJoined(text, at)) return undefined;
  let longest: { entity: Entity; length: number } | undefined;
  for (let end = at + 1; node; end += 1) {
    if (node.entity && !isJoined(text, end)) longest = { entity: node.entity, length: end - at };
    node = node.next.get(text[end] ?? "");
  }
  return longest;
}

/** Whether a Latin word or number goes on across `at`. */
function isJoined(text: string, at: number): boolean {
  return latin.test(text[at - 1] ?? "") && latin.test(text[at] ?? "");
}
const latin = /[\p{Script=Latin}\d]/u;

/** As common as the name that is most common: of 海上自衛隊 and 海自 the latter. */
function entityIdf(names: readonly string[]): number {
  return Math.min(...names.map((name) => Math.max(0, ...featuresOf(name).map(idfOf))));
}

function once(reckon: () => number): () => number {
  let value: number | undefined;
  return () => {
    value ??= reckon();
    return value;
  };
}
