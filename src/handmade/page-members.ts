// What the four columns have no place for, or could not tell apart, in brackets like 【関連記事:…】:
// 【リンク:https://…】, 【言語:en】, and the head's parts where their text would be misread.

/** What was found of each; `via` is "" where the entry has none. */
export type Members = Partial<Record<Name, string>>;

type Name = "url" | "language" | "source" | "via" | "title";

const kinds: readonly { name: Name; opening: string; value: RegExp }[] = [
  { name: "url", opening: "【リンク:", value: /^https?:\/\/\S+$/ },
  { name: "language", opening: "【言語:", value: /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/ },
  { name: "source", opening: "【書誌・出典:", value: /./ },
  { name: "via", opening: "【書誌・経由:", value: /^/ },
  { name: "title", opening: "【書誌・標題:", value: /./ },
];

/** Null for any other line. */
export function readMember(text: string): Members | null {
  if (!text.startsWith("【") || !text.endsWith("】")) return null;
  for (const { name, opening, value } of kinds) {
    const written = text.slice(opening.length, -1);
    if (text.startsWith(opening) && value.test(written)) return { [name]: written };
  }
  return null;
}

export function isMember(text: string): boolean {
  return readMember(text) !== null;
}

/** A line each. */
export function memberLines(members: Members): string[] {
  return kinds.flatMap(({ name, opening }) => {
    const value = members[name];
    return value === undefined ? [] : [`${opening}${value}】`];
  });
}
