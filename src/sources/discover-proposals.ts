// What discovery found, as the editor is offered it.

import type { Discovery } from "./discover.ts";
import { type Defaults, openConfiguration } from "./discover-configuration.ts";
import type { Found } from "./discover-search.ts";
import type { FeedFlag } from "./item.ts";

export type Proposal = {
  address: string;
  kind: Found["kind"];
  title: string;
  language: string | null;
  /** The first ten items. */
  previews: { title: string; url: string | null; published_at: string | null }[];
  flags: FeedFlag[];
  /** Sent with the first poll (RFC 9110 §8.8). */
  validators: { etag: string | null; last_modified: string | null };
  /** The id of the source that has this address already. */
  configured: string | null;
  configuration: string;
};

export type Known = { id: string; addresses: readonly string[]; retiredAt: unknown };

const maxPreviews = 10;

export function proposals(
  { found, site }: Discovery,
  known: readonly Known[],
  defaults: Defaults,
): Proposal[] {
  const configure = openConfiguration(
    known.map(({ id }) => id),
    defaults,
  );
  return found.map(({ address, kind, feed, answers }) => {
    const title = feed.title || site?.name || new URL(address).hostname;
    const language = feed.language ?? site?.language ?? null;
    const homepage = site?.url ?? new URL("/", address).href;
    const headers = answers[0]?.answer.headers;
    return {
      ...{ address, kind, title, language },
      previews: feed.items.slice(0, maxPreviews).map(({ title, url, publishedAt }) => ({
        ...{ title, url },
        published_at: publishedAt,
      })),
      flags: [...feed.flags],
      validators: {
        etag: headers?.etag ?? null,
        last_modified: headers?.lastModified ?? null,
      },
      configured: configuredAs(address, known),
      configuration: configure({ name: title, homepage, address, kind, language }),
    };
  });
}

/** The id of the source that has this address, written so or so; null where none has. */
export function configuredAs(address: string, known: readonly Known[]): string | null {
  const wanted = URL.parse(address)?.href;
  const current = known.filter(({ retiredAt }) => retiredAt === null);
  const has = ({ addresses }: Known): boolean =>
    addresses.some((one) => URL.parse(one)?.href === wanted);
  return current.find(has)?.id ?? null;
}
