// Who reported: entry.source is free text, written now one way and now another.

/** Of a configured source, what tells it. */
export type NamedSource = {
  id: string;
  name: string;
  name_en?: string;
  aliases?: readonly string[];
};

/** `slug` is its name in addresses; `nameEn` only where the configuration has one. */
export type Publisher = { slug: string; name: string; nameEn: string | null };

/** A configured source by any of its names, else one made of the text itself. */
export function publisherFinder(sources: readonly NamedSource[]): (source: string) => Publisher {
  const known = new Map<string, Publisher>();
  for (const { id, name, name_en, aliases = [] } of sources) {
    const publisher = { slug: id, name, nameEn: name_en ?? null };
    for (const one of [name, name_en ?? name, ...aliases]) {
      // Of two sources with one name, the first has it.
      if (!known.has(foldSource(one))) known.set(foldSource(one), publisher);
    }
  }
  const slugs = new Set(sources.map(({ id }) => id));
  return (source) =>
    known.get(foldSource(source)) ?? { slug: ownSlug(source, slugs), name: source, nameEn: null };
}

/** Two spellings of one name are equal: NFKC, lower case, without blanks. */
export function foldSource(source: string): string {
  return source.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

/** Letters and digits of any script stay. What has none is named by the numbers of its signs. */
function ownSlug(source: string, taken: ReadonlySet<string>): string {
  const slug = foldSource(source)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^-|-$/g, "");
  if (slug === "") return `u-${[...source].map((sign) => sign.codePointAt(0)).join("-")}`;
  return taken.has(slug) ? `${slug}-` : slug;
}
