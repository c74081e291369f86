import type { Archive } from "#base/archive.ts";

/** A tag: URI, RFC 4151: an id for ever, wherever the archive moves. `name` is percent-encoded. */
export function tagUri(archive: Pick<Archive, "tagAuthority">, name: string): string {
  return `tag:${archive.tagAuthority}:${name}`;
}
