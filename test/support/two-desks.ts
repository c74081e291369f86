// Two servers over one database, as two processes, with keys for their editors.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "#base/clock.ts";
import type { Db } from "#db/types.ts";
import { createKey } from "#editors/keys.ts";
import type { Role } from "#http/actor.ts";
import { archiveFile } from "./archive-file.ts";
import { freePort } from "./free-port.ts";
import { type Program, runProgram } from "./program.ts";

export type Asked = { status: number; headers: Headers; json: Record<string, unknown> };
export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Asked>;

export type Desks = {
  /** An editor with a key of their own, at the first or the second server. */
  editor: (server: 0 | 1, role: Role, name: string) => Promise<Ask>;
  /** Where a server is reached. */
  url: (server: 0 | 1) => string;
  /** One more server, to be killed; `ask` is an approver's at it. */
  victim: () => Promise<{ ask: Ask; kill: () => Promise<void> }>;
  close: () => Promise<void>;
};

export async function openTwoDesks(db: Db, databaseUrl: string): Promise<Desks> {
  const dir = mkdtempSync(join(tmpdir(), "kawaraban-desks-"));
  writeFileSync(join(dir, "sources.yaml"), "sources: []\n");
  writeFileSync(join(dir, "archive.yaml"), archiveFile);
  const start = async (name: string): Promise<{ program: Program; url: string }> => {
    const port = String(await freePort());
    const env = { DATA_DIR: join(dir, name), CONFIG_DIR: dir, PORT: port, HOST: "127.0.0.1" };
    const program = runProgram(["serve"], { ...env, DATABASE_URL: databaseUrl });
    await program.printed("API key");
    return { program, url: `http://127.0.0.1:${port}` };
  };
  const servers = await Promise.all(["one", "two"].map(start));
  const keyOf = async (role: Role, name: string): Promise<string> => {
    const by = { id: "test", name: "test" };
    return (await createKey(db, { name, role, by, now: systemClock() })).key;
  };
  return {
    editor: async (server, role, name) =>
      asking(servers[server]?.url ?? "", await keyOf(role, name)),
    url: (server) => servers[server]?.url ?? "",
    victim: async () => {
      const { program, url } = await start("victim");
      const kill = async (): Promise<void> => {
        program.kill("SIGKILL");
        await program.ended;
      };
      return { ask: asking(url, await keyOf("approver", "victim")), kill };
    },
    close: async () => {
      for (const { program } of servers) program.kill("SIGTERM");
      await Promise.all(servers.map(({ program }) => program.ended));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export function asking(url: string, key: string): Ask {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
    return { status: response.status, headers: response.headers, json };
  };
}
