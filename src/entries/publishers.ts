// Who reported: entry.source is free text, written now one way and now another.

/** Of a configured source, what tells it. `via` is its carrier, where it is not the publisher's own. */
export type NamedSource = {
  id: string;
  name: string;
  name_en?: string;
  aliases?: readonly string[];
  via?: string;
};

/**
 * `slug` is its name in addresses; `nameEn` only where the configuration has one; `folded` are all
 * names that lead to it, folded.
 */
export type Publisher = {
  slug: string;
  name: string;
  nameEn: string | null;
  folded: readonly string[];
};

/** A configured source by any of its names, else one made of the text itself. */
export function publisherFinder(sources: readonly NamedSource[]): (source: string) => Publisher {
  const known = new Map<string, Publisher>();
  for (const group of groupsOf(sources)) {
    // What a carrier has of a publisher is the publisher's.
    const chosen = group.sources.find(({ via }) => via === undefined) ?? group.sources[0];
    if (!chosen) continue;
    const publisher = {
      ...{ slug: chosen.id, name: chosen.name, nameEn: englishName(chosen) },
      folded: [...group.names],
    };
    for (const name of group.names) known.set(name, publisher);
  }
  const slugs = new Set(sources.map(({ id }) => id));
  return (source) => {
    const folded = foldSource(source);
    const own = { slug: ownSlug(source, slugs), name: source, nameEn: null, folded: [folded] };
    return known.get(folded) ?? own;
  };
}

/** Two spellings of one name are equal: NFKC, lower case, without blanks. */
export function foldSource(source: string): string {
  return source.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

type Group = { sources: readonly NamedSource[]; names: ReadonlySet<string> };

/** Sources that share a name, or share one with one that does. */
function groupsOf(sources: readonly NamedSource[]): Group[] {
  return sources.reduce<Group[]>((groups, source) => {
    const { name, name_en = name, aliases = [] } = source;
    const names = new Set([name, name_en, ...aliases].map(foldSource));
    const near = groups.filter((group) => !group.names.isDisjointFrom(names));
    const merged = {
      sources: [...near.flatMap((group) => group.sources), source],
      names: near.reduce<Set<string>>((all, group) => all.union(group.names), names),
    };
    return [...groups.filter((group) => !near.includes(group)), merged];
  }, []);
}

/** `Harbour Times, on Yahoo` is a source; who reports in it is the Harbour Times. */
function englishName({ name_en, via }: NamedSource): string | null {
  if (name_en === undefined || via === undefined) return name_en ?? null;
  const carried = [` on ${via}`, ` by ${via}`].map((ending) => `,${ending}`);
  const ending = carried.find((one) => name_en.endsWith(one));
  return ending === undefined ? name_en : name_en.slice(0, -ending.length);
}

/** Letters and digits of any script stay. What has none is named by the numbers of its signs. */
function ownSlug(source: string, taken: ReadonlySet<string>): string {
  const slug = foldSource(source)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^-|-$/g, "");
  if (slug === "") return `u-${[...source].map((sign) => sign.codePointAt(0)).join("-")}`;
  return taken.has(slug) ? `${slug}-` : slug;
}
