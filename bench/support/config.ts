// An archive that does nothing but poll.

import { defaultStacking } from "#config/archive-file.ts";
import type { Config } from "#config/read-config.ts";
import type { SourceSpec } from "#sources/spec.ts";

const topics = [
  { slug: "defence", title: "防衛", page_title: "{year}年の防衛", keywords: ["防衛", "日米"] },
  { slug: "harbour", title: "港湾", page_title: "{year}年の港湾", keywords: ["港湾", "harbour"] },
];

export function benchConfig(
  databaseUrl: string,
  sources: readonly SourceSpec[],
  concurrency: number,
): Config {
  const url = "http://127.0.0.1";
  return {
    archive: {
      ...{ title: "計測の瓦版", subtitle: "計測のため", language: "ja", timeZone: "Asia/Tokyo" },
      ...{ url, tagAuthority: "archive.example,2026", author: "瓦版編集部", topics },
    },
    ...{ sources, digests: [], contact: url },
    polling: { minimum_interval_minutes: 1, default_interval_minutes: 1, concurrency },
    approval: { require_second_editor: false },
    ...{ style: null, assistant: null, entities: [], glossary: [] },
    hub: { kind: "none", address: null },
    stacking: defaultStacking,
    settings: {
      ...{ port: 0, host: "127.0.0.1", publicUrl: url, databaseUrl, dataDir: "/nowhere" },
      ...{ configDir: "config", smtpUrl: null, logLevel: "silent", trustProxy: null },
      assistantKey: null,
      ...{ mailFrom: { name: "", address: "desk@archive.example" } },
      ...{ secret: "0123456789abcdef0123456789abcdef", fetchAllowCidrs: ["127.0.0.0/8"] },
      adminEmail: "editor@archive.example",
    },
  };
}

/** Source `id` at `address`, by itself on its host as nearly every real one is. */
export function benchSource(id: string, address: string): SourceSpec {
  return {
    ...{ id, name: "潮見新報", homepage: "https://news.example/", address: [address] },
    ...{ aliases: [], kind: "feed", language: "ja", carrier: false, zone: "Asia/Tokyo" },
    topics: topics.map(({ slug }) => slug),
    ...{ retry_after_scope: "host", terms: "invented", active: true, host: `${id}.example` },
  };
}
