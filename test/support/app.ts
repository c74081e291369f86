// The whole archive on the suite's database, reached as its users reach it: over HTTP and SMTP.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assembleParts, type Parts } from "#app/parts.ts";
import { serve } from "#app/serve.ts";
import type { Clock } from "#base/clock.ts";
import { stackNew } from "#candidates/stacking.ts";
import { defaultStacking } from "#config/archive-file.ts";
import type { Config } from "#config/read-config.ts";
import type { Db } from "#db/types.ts";
import { createKey } from "#editors/keys.ts";
import { indexEntries } from "#entries/similar-index.ts";
import type { Role } from "#http/actor.ts";
import type { SourceSpec } from "#sources/spec.ts";
import { hubOf } from "#websub/hub.ts";
import { onServer } from "./database.ts";
import { freePort } from "./free-port.ts";
import { quietLog } from "./log.ts";

export type Called = { status: number; headers: Headers; json: Json & { items: Json[] } };
type Json = Record<string, unknown>;

export type TestApp = {
  url: string;
  parts: Parts;
  signInLink: string | null;
  /** An API call; `as` is a key, or null for nobody. */
  call: (
    method: string,
    path: string,
    options?: { as?: string | null; body?: unknown; headers?: Record<string, string> },
  ) => Promise<Called>;
  key: (role: Role, name?: string) => Promise<string>;
  /** Puts what has come in into stacks, as a tick does; tells how many candidates that were. */
  stack: () => Promise<number>;
  /** Indexes what was published for "already archived?", as a tick does. */
  index: () => Promise<number>;
  /** Freezes and sends whatever digest is due by the test's clock. */
  runDue: () => Promise<void>;
  close: () => Promise<void>;
};

const topics = [
  {
    slug: "us-japan",
    title: "日米防衛協力",
    page_title: "{year}年の日米防衛協力に関する報道",
    keywords: ["日米", "共同訓練", "joint exercise"],
  },
  { slug: "harbour", title: "港湾", page_title: "{year}年の港湾", keywords: ["港", "harbour"] },
];

export async function startTestApp(
  db: Db,
  options: {
    clock: Clock;
    sources?: readonly Partial<SourceSpec>[];
    smtpUrl?: string | null;
    secondEditor?: boolean;
    approval?: "automatic" | "manual";
    style?: Config["style"];
    assistant?: Config["assistant"];
    entities?: Config["entities"];
    glossary?: Config["glossary"];
    /** As archive.yaml has it; no hub by default. */
    hub?: string;
  },
): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), "kawaraban-"));
  const config = await testConfig(dataDir, options);
  // The suite's database outlives the app.
  const kind = onServer() ? "postgresql" : "pglite";
  const database = { db, kind, close: async () => {} } as const;
  const { clock } = options;
  const parts = await assembleParts(config, database, { log: quietLog, clock });
  const serving = await serve(parts, { byHand: true });
  const admin = { id: "test", name: "test" };
  return {
    url: serving.url,
    parts,
    signInLink: serving.signInLink,
    call: (method, path, { as = null, body, headers } = {}) =>
      callApi(serving.url + path, method, as, body, headers),
    key: async (role, name = role) =>
      (await createKey(db, { name, role, by: admin, now: clock() })).key,
    stack: () => stackNew(parts.stacking),
    index: () => indexEntries(parts.indexing),
    runDue: serving.runDue,
    close: async () => {
      await serving.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function callApi(
  url: string,
  method: string,
  as: string | null,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Called> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(as === null ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return {
    status: response.status,
    headers: response.headers,
    json: isJson ? JSON.parse(text) : { text },
  };
}

async function testConfig(
  dataDir: string,
  options: Parameters<typeof startTestApp>[1],
): Promise<Config> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  return {
    archive: {
      title: "試験の瓦版",
      subtitle: "試験のための報道集",
      language: "ja",
      timeZone: "Asia/Tokyo",
      url,
      tagAuthority: "archive.example,2026",
      author: "瓦版編集部",
      topics,
    },
    sources: (options.sources ?? []).map(sourceOf),
    digests: [
      {
        id: "weekly",
        title: "週刊瓦版",
        title_en: "Weekly Kawaraban",
        frequency: "weekly",
        cron: "0 7 * * 1",
        topics: topics.map(({ slug }) => slug),
        approval: options.approval ?? "automatic",
        max_lateness_hours: 48,
      },
    ],
    polling: { minimum_interval_minutes: 15, default_interval_minutes: 30, concurrency: 4 },
    approval: { require_second_editor: options.secondEditor ?? false },
    stacking: defaultStacking,
    style: options.style ?? null,
    entities: options.entities ?? [],
    glossary: options.glossary ?? [],
    assistant: options.assistant ?? null,
    hub: hubOf({ hub: options.hub ?? "none" }, url),
    contact: url,
    settings: {
      port,
      host: "127.0.0.1",
      publicUrl: url,
      databaseUrl: null,
      dataDir,
      configDir: "config",
      smtpUrl: options.smtpUrl ?? null,
      mailFrom: { name: "", address: "desk@archive.example" },
      secret: "0123456789abcdef0123456789abcdef",
      fetchAllowCidrs: ["127.0.0.0/8"],
      logLevel: "silent",
      adminEmail: "editor@archive.example",
      trustProxy: null,
      assistantKey: null,
    },
  };
}

function sourceOf(spec: Partial<SourceSpec>, n: number): SourceSpec {
  return {
    id: `source-${n}`,
    name: "潮見新報",
    aliases: [],
    homepage: "https://news.example/",
    address: [],
    kind: "feed",
    language: "ja",
    carrier: false,
    zone: "Asia/Tokyo",
    topics: topics.map(({ slug }) => slug),
    retry_after_scope: "host",
    terms: "invented",
    active: true,
    // Tests have one origin for many sources, which need not wait for each other.
    host: spec.id ?? `source-${n}`,
    ...spec,
  };
}
