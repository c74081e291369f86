// What editors do again and again in stories of the desk.

import { expect } from "vitest";
import type { Called, TestApp } from "./app.ts";

export type Begun = { id: number; path: string };
export type Public = Begun & { archiveId: string };

const text = {
  ...{ date: "2026-11-24", source: "潮見新報", title: "港の訓練", language: "ja" },
  ...{ summary: "訓練があった。", topics: ["harbour"] },
};

type Headers = Record<string, string>;

export type DeskWork = {
  /** A draft of an invented story, with what the test says of it. */
  draft: (as: string, said?: object) => Promise<Begun>;
  /** The ETag as it is now. */
  seen: (path: string, as: string) => Promise<Headers>;
  /** An act on the version that is there. */
  act: (path: string, act: string, as: string, body?: object) => Promise<Called>;
  /** Writes into the version that is there. */
  edit: (path: string, as: string, body: object, headers?: Headers) => Promise<Called>;
  /** From draft to public. */
  publish: (path: string, who: { writer: string; approver: string }) => Promise<Called>;
  /** All of it. */
  published: (who: { writer: string; approver: string }, said?: object) => Promise<Public>;
};

export function deskWork(app: TestApp): DeskWork {
  const work: DeskWork = {
    draft: async (as, said = {}) => {
      const made = await app.call("POST", "/api/entries", { as, body: { ...text, ...said } });
      expect(made.status).toBe(201);
      const id = Number(made.json.id);
      return { id, path: `/api/entries/${id}` };
    },
    seen: async (path, as) => {
      const found = await app.call("GET", path, { as });
      return { "if-match": String(found.headers.get("etag")) };
    },
    act: async (path, act, as, body) => {
      const headers = await work.seen(path, as);
      return app.call("POST", `${path}/${act}`, { as, headers, body });
    },
    edit: async (path, as, body, headers = {}) => {
      const seen = await work.seen(path, as);
      return app.call("PATCH", path, { as, body, headers: { ...seen, ...headers } });
    },
    publish: async (path, { writer, approver }) => {
      expect((await work.act(path, "submit", writer)).status).toBe(200);
      expect((await work.act(path, "approve", approver)).status).toBe(200);
      return work.act(path, "publish", approver);
    },
    published: async (who, said) => {
      const begun = await work.draft(who.writer, said);
      const { status, json } = await work.publish(begun.path, who);
      expect([status, json.state]).toEqual([200, "published"]);
      return { ...begun, archiveId: String(json.archive_id) };
    },
  };
  return work;
}
