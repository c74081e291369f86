// A source as it would stand in config/sources.yaml, to be pasted there under `sources:`.

import { stringify } from "yaml";
import { cutText, oneLine } from "#base/text.ts";

export type ProposedSource = {
  name: string;
  homepage: string;
  address: string;
  kind: "feed" | "sitemap";
  language: string | null;
};

export type Defaults = {
  /** Every topic's slug. */
  topics: readonly string[];
  /** The archive's language, for what declares none. */
  language: string;
  /** IANA name, for dates without a zone. */
  zone: string;
};

const languagePattern = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/**
 * Writes proposals with ids of their own: from the host of the address, numbered where `taken` has it.
 * Every one is off until somebody has read its publisher's terms. Give one function a whole answer:
 * it remembers the ids that it has given.
 */
export function openConfiguration(
  taken: Iterable<string>,
  defaults: Defaults,
): (source: ProposedSource) => string {
  const ids = new Set(taken);
  return (source) => {
    const id = freeId(idOf(source.address), ids);
    ids.add(id);
    const { homepage, address, kind } = source;
    const language = source.language ?? "";
    const written = {
      id,
      name: cutText(oneLine(source.name), 100) || id,
      ...{ homepage, address, kind },
      language: languagePattern.test(language) ? language : defaults.language,
      zone: defaults.zone,
      topics: defaults.topics,
      terms: "Not read yet.",
      active: false,
      reason:
        "Nobody has read the publisher's terms. Write under terms what they allow, then turn it on.",
    };
    // Without a line width, long addresses would be folded.
    return stringify({ sources: [written] }, { lineWidth: 0 }).replace(/^sources:\n/, "");
  };
}

function idOf(address: string): string {
  const { hostname } = new URL(address);
  const words = hostname.toLowerCase().replace(/^(www|feeds?|rss)\./, "");
  const id = words.replace(/[^a-z0-9]+/g, "-").slice(0, 36);
  return id.replace(/^-+|-+$/g, "") || "source";
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  for (let n = 2; ; n++) if (!taken.has(`${id}-${n}`)) return `${id}-${n}`;
}
