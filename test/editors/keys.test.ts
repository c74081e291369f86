import { setImmediate } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rows } from "#db/types.ts";
import { addAudit, listAudit } from "#editors/audit.ts";
import { createKey, findActorByKey, listKeys, revokeKey } from "#editors/keys.ts";
import { changeRole } from "#editors/people.ts";
import { onServer } from "../support/database.ts";
import { by, type Desk, openDesk } from "./open-desk.ts";

let desk: Desk;
let admin: { authorization: string };
beforeEach(async () => {
  desk = await openDesk();
  admin = { authorization: `Bearer ${await desk.keyOf("admin")}` };
});
afterEach(() => desk.server.close());

describe("an API key", () => {
  it("acts in its own name and with its role", async () => {
    const now = desk.clock();
    const { id, key } = await createKey(desk.db, { name: "import", role: "approver", by, now });
    expect(key).toMatch(/^kwb_[\w-]{43}$/);
    const actor = await findActorByKey(desk.db, key, now);
    expect(actor).toEqual({ id: `key:${id}`, name: "import", role: "approver" });
  });

  it("is not in the database, only its hash", async () => {
    const key = await desk.keyOf("editor");
    const stored = await rows<{ row: string }>(
      desk.db,
      sql`select api_key::text as row from api_key`,
    );
    expect(stored).toHaveLength(2);
    expect(stored.some(({ row }) => row.includes(key.slice(12)))).toBe(false);
  });

  it("opens nothing once revoked, and is revoked once", async () => {
    const now = desk.clock();
    const { id, key } = await createKey(desk.db, { name: "old", role: "editor", by, now });
    await revokeKey(desk.db, id, { by, now });
    expect(await findActorByKey(desk.db, key, now)).toBeNull();
    const refused = await call("GET", "/api/me", undefined, { authorization: `Bearer ${key}` });
    expect(refused.statusCode).toBe(401);
    await expect(revokeKey(desk.db, id, { by, now })).rejects.toMatchObject({ type: "not-found" });
  });

  it("its last use is written at most once a minute", async () => {
    const key = await desk.keyOf("editor");
    const used: (string | undefined)[] = [];
    for (const seconds of [0, 59, 1, 30]) {
      desk.clock.advance({ seconds });
      await findActorByKey(desk.db, key, desk.clock());
      const found = (await listKeys(desk.db)).find(({ name }) => name === "editor's key");
      used.push(found?.lastUsedAt?.toString());
    }
    const [first, second] = ["2026-03-02T00:00:00Z", "2026-03-02T00:01:00Z"];
    expect(used).toEqual([first, first, second, second]);
  });
});

describe("keys through the API", () => {
  it("are made, listed without the key, and revoked", async () => {
    const made = await call("POST", "/api/keys", { name: "desk bot", role: "editor" });
    expect([made.statusCode, made.headers["cache-control"]]).toEqual([201, "no-store"]);
    const { id, key } = made.json();
    const list = await call("GET", "/api/keys");
    expect(list.body).not.toContain(key);
    const shown = list.json().items.find((one: { id: string }) => one.id === id);
    expect(shown).toMatchObject({ name: "desk bot", role: "editor", prefix: key.slice(0, 8) });
    const revoked = await call("DELETE", `/api/keys/${id}`);
    expect([revoked.statusCode, revoked.body]).toEqual([204, ""]);
    expect((await call("DELETE", `/api/keys/${id}`)).statusCode).toBe(404);
    const acts = await listAudit(desk.db, `key:${id}`);
    expect(acts.map(({ act, actorName }) => [act, actorName])).toEqual([
      ["create-key", "admin's key"],
      ["revoke-key", "admin's key"],
    ]);
  });

  it.each([
    [{}],
    [{ name: "x" }],
    [{ name: "x", role: "owner" }],
    [{ name: " ", role: "editor" }],
    [{ name: "x", role: "editor", prefix: "kwb_" }],
  ])("%j makes no key", async (body) => {
    expect((await call("POST", "/api/keys", body)).statusCode).toBe(422);
  });

  it("nobody without the right learns what a valid body looks like", async () => {
    const payload = "{ this is not JSON";
    const headers = { "content-type": "application/json" };
    const url = "/api/keys";
    expect((await desk.server.inject({ method: "POST", url, headers, payload })).statusCode).toBe(
      401,
    );
    const editor = { ...headers, authorization: `Bearer ${await desk.keyOf("editor")}` };
    const refused = await desk.server.inject({ method: "POST", url, headers: editor, payload });
    expect(refused.statusCode).toBe(403);
  });
});

describe("people through the API", () => {
  it("are added, listed and given another role", async () => {
    const person = { name: "佐藤 太郎", address: "Taro@desk.example", role: "editor" };
    const added = await call("POST", "/api/people", person);
    expect(added.statusCode).toBe(201);
    expect(added.json()).toMatchObject({ ...person, address: "taro@desk.example" });
    const { id } = added.json();
    const changed = await call("PATCH", `/api/people/${id}`, { role: "approver" });
    expect(changed.json()).toMatchObject({ id, role: "approver", has_signed_in: false });
    expect((await call("GET", "/api/people")).json()).toEqual({
      items: [changed.json()],
      next: null,
    });
    const [, act] = await listAudit(desk.db, `person:${id}`);
    expect(act).toMatchObject({ before: { role: "editor" }, after: { role: "approver" } });
  });

  it("an address is one person's, whatever its case", async () => {
    await desk.add("editor", "taro@desk.example");
    const again = { name: "x", address: "TARO@desk.example", role: "admin" };
    expect((await call("POST", "/api/people", again)).statusCode).toBe(409);
  });

  it.each(["", "taro", "taro@localhost", "a b@desk.example", "taro@desk.example\r\nBcc: x@y.jp"])(
    "%j is not taken: nobody could sign in with it",
    async (address) => {
      const answer = await call("POST", "/api/people", { name: "x", address, role: "editor" });
      expect(answer.statusCode).toBe(422);
    },
  );

  it("the last admin stays one", async () => {
    const { id } = await desk.add("admin");
    expect((await call("PATCH", `/api/people/${id}`, { role: "editor" })).statusCode).toBe(409);
    expect((await call("PATCH", `/api/people/${id}`, { role: "admin" })).statusCode).toBe(200);
    await desk.add("admin", "second@desk.example");
    expect((await call("PATCH", `/api/people/${id}`, { role: "editor" })).statusCode).toBe(200);
  });

  // Needs two connections: PGlite has one.
  it.runIf(onServer())("two admins who demote each other at once leave one", async () => {
    const one = await desk.add("admin", "one@desk.example");
    const two = await desk.add("admin", "two@desk.example");
    const done = { by, now: desk.clock() };
    let second: Promise<string> | undefined;
    await desk.db.transaction(async (db) => {
      await changeRole(db, one.id, "editor", done);
      second = changeRole(desk.db, two.id, "editor", done).then(
        () => "done",
        (problem) => problem.type,
      );
      await Promise.race([second, somebodyWaits()]);
    });
    expect(await second).toBe("conflict");
  });
});

it("an act that is rolled back leaves no trace in the audit", async () => {
  const act = { at: desk.clock(), actor: by, act: "try", subject: "candidate:12", reason: "test" };
  const failing = desk.db.transaction(async (db) => {
    await addAudit(db, act);
    throw new Error("the act failed");
  });
  await expect(failing).rejects.toThrow("the act failed");
  expect(await listAudit(desk.db, "candidate:12")).toEqual([]);
  await addAudit(desk.db, { ...act, before: { state: "new" }, after: { state: "accepted" } });
  const [row] = await listAudit(desk.db, "candidate:12");
  expect(row).toMatchObject({ actor: "cli", act: "try", before: { state: "new" }, reason: "test" });
  expect(row?.at.equals(desk.clock())).toBe(true);
});

async function call(
  method: "GET" | "POST" | "PATCH" | "DELETE",
  url: string,
  body?: object,
  as = admin,
) {
  return desk.server.inject({ method, url, headers: as, ...(body ? { payload: body } : {}) });
}

/** On another connection: within a transaction the statistics stand still. */
async function somebodyWaits(): Promise<void> {
  const waiting = sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await rows(desk.db, waiting)).length === 0) await setImmediate();
}
