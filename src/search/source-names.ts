// Under which names a source is known: whoever asks for one of them means the others too.

import { fold } from "./fold.ts";

type Named = { id: string; name: string; name_en?: string; aliases?: readonly string[] };

/** All names, folded, that go with the given one; none where no source is called so. */
export type NamesOf = (name: string) => readonly string[];

/** By name, English name, alias or id. Sources that share a name are one. */
export function sourceNames(sources: readonly Named[]): NamesOf {
  const known = sources.map(({ id, name, name_en = name, aliases = [] }) => ({
    id: fold(id),
    names: [...new Set([name, name_en, ...aliases].map(fold))],
  }));
  return (name) => {
    const wanted = fold(name);
    const found = known.filter(({ id, names }) => id === wanted || names.includes(wanted));
    const names = new Set(found.flatMap((one) => one.names));
    const near = known.filter((one) => one.names.some((other) => names.has(other)));
    return [...new Set(near.flatMap((one) => one.names))];
  };
}
