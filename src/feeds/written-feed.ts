import type { Written } from "#http/document-cache.ts";
import { linkHeader } from "#http/link-header.ts";
import type { Feed } from "./feed.ts";
import type { Format } from "./formats.ts";

/** The feed in a format, with the headers that a WebSub subscriber finds the hub by (W3C WebSub §4). */
export function writtenFeed(
  format: Format,
  { feed, tags }: { feed: Feed; tags: readonly string[] },
  headers: Record<string, string>,
): Written {
  const { hub } = feed;
  return {
    ...{ contentType: format.contentType, text: format.write(feed), tags },
    headers: {
      ...headers,
      ...(hub === null ? {} : { link: linkHeader(hub, feed.self(format.ending)) }),
    },
  };
}
