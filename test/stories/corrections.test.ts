// What is public is corrected beside the public text, and readers get it when it is published.

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rows } from "#db/types.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { type DeskWork, deskWork, type Public } from "../support/desk-work.ts";

const wrong = "巡視船7隻が東湾に集まった。";
const right = "巡視船6隻が東湾に集まった。";
const why = "7隻は6隻の誤り。";

describe("a correction", () => {
  let app: TestApp;
  let desk: DeskWork;
  let who: { writer: string; approver: string };
  let live: Public;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeAll(async () => {
    app = await startTestApp(await openTestDatabase(), { clock, secondEditor: true });
    desk = deskWork(app);
    const [writer, approver] = await Promise.all([
      app.key("approver", "Tanaka"),
      app.key("approver", "Kondo"),
    ]);
    who = { writer, approver };
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    clock.set("2026-11-24T12:00:00Z");
    live = await desk.published(who, { summary: wrong });
    clock.advance({ hours: 26 });
  });

  /** What the feed has of the entry; the other tests' entries are in it too. */
  const feed = async (): Promise<string> => {
    const parts = (await (await fetch(`${app.url}/feeds/all.atom`)).text()).split("<entry>");
    return parts.filter((part) => part.includes(`:${live.archiveId}</id>`)).join("<entry>");
  };
  const page = async (): Promise<string> =>
    (await fetch(`${app.url}/entries/${live.archiveId}`)).text();
  const correct = (ref: number | string, as = who.writer, reason = why) =>
    app.call("POST", `/api/entries/${ref}/correct`, { as, body: { reason } });

  async function corrected(): Promise<string> {
    const opened = await correct(live.archiveId);
    expect(opened.status).toBe(201);
    const path = String(opened.headers.get("location"));
    expect((await desk.edit(path, who.writer, { summary: right })).status).toBe(200);
    return path;
  }

  test("is a draft with the public text, its reason and no archive id of its own", async () => {
    const { status, json, headers } = await correct(live.archiveId);
    expect(status).toBe(201);
    expect(json).toMatchObject({
      ...{ state: "draft", corrects: live.archiveId, archive_id: null, reason: why },
      ...{ summary: wrong, title: "港の訓練", stack: null, version: 1 },
    });
    expect(headers.get("location")).toBe(`/api/entries/${json.id}`);
    expect(headers.get("operation")).toMatch(/^[0-9a-f-]{36}$/);
    const seen = await app.call("GET", live.path, { as: who.writer });
    expect(seen.json).toMatchObject({ state: "published", open_correction: json.id });
  });

  test("changes nothing for readers until it is published, and then all at once", async () => {
    const path = await corrected();
    expect(await feed()).toContain(wrong);
    await desk.act(path, "submit", who.writer);
    const approved = await desk.act(path, "approve", who.approver);
    expect(approved.json).toMatchObject({ state: "approved", archive_id: null });
    expect([await feed(), await page()].join()).not.toContain(right);

    const { status, json, headers } = await desk.act(path, "publish", who.approver);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      ...{ id: live.id, archive_id: live.archiveId, state: "published", summary: right },
      ...{ revision: 2, reason: why, open_correction: null, corrects: null },
      ...{ published_at: "2026-11-24T12:00:00Z", updated_at: "2026-11-25T14:00:00Z" },
    });
    expect(headers.get("etag")).toBe(`"v${json.version}"`);
    for (const shown of [await feed(), await page()]) {
      expect(shown).toContain(right);
      expect(shown).not.toContain(wrong);
    }
    expect((await feed()).split("<entry>")).toHaveLength(1);
    const year = await (await fetch(`${app.url}/2026/harbour/`)).text();
    expect(year.split(`id="e${live.archiveId}"`)).toHaveLength(2);
    expect((await app.call("GET", path, { as: who.writer })).json).toMatchObject({
      ...{ state: "published", corrects: live.archiveId, archive_id: null },
    });
  });

  test("is listed while it is open, and not when it is done", async () => {
    const path = await corrected();
    const listed = async (): Promise<unknown[]> => {
      const { json } = await app.call("GET", "/api/entries?limit=200", { as: who.writer });
      return json.items.map((entry) => `/api/entries/${entry.id}`);
    };
    expect(await listed()).toContain(path);
    await desk.publish(path, who);
    expect(await listed()).not.toContain(path);
    expect(await listed()).toContain(live.path);
  });

  test("published twice is published once", async () => {
    const path = await corrected();
    const first = await desk.publish(path, who);
    const again = await app.call("POST", `${path}/publish`, { as: who.approver });
    expect([again.status, again.json]).toEqual([200, first.json]);
    expect(again.headers.get("operation")).toBeNull();
  });

  test("keeps every public text, with what changed and why", async () => {
    const path = await corrected();
    await desk.publish(path, who);
    const next = await correct(live.id);
    const { json } = await app.call("GET", `${live.path}/revisions`, { as: who.writer });
    expect(json).toMatchObject({
      ...{ open_correction: next.json.id, next: null },
      items: [
        {
          ...{ revision: 2, reason: why, published_at: "2026-11-25T14:00:00Z" },
          changes: [{ member: "summary", before: wrong, after: right }],
        },
        { revision: 1, reason: null, published_at: "2026-11-24T12:00:00Z", changes: [] },
      ],
    });
    const one = await app.call("GET", `${live.path}/revisions?limit=1`, { as: who.writer });
    expect(one.json.items).toMatchObject([{ revision: 2, changes: [{ member: "summary" }] }]);
    const rest = `${live.path}/revisions?limit=1&cursor=${one.json.next}`;
    expect((await app.call("GET", rest, { as: who.writer })).json.items).toMatchObject([
      { revision: 1 },
    ]);
  });

  test("is in the history of its entry, by time, with who and why", async () => {
    const path = await corrected();
    await desk.publish(path, who);
    const { json } = await app.call("GET", `${live.path}/history`, { as: who.writer });
    const id = Number(path.split("/").at(-1));
    expect(json.items.map(({ act, entry, actor_name }) => [act, entry, actor_name])).toEqual([
      ...[["draft", live.id, "Tanaka"] as const, ["submit", live.id, "Tanaka"] as const],
      ...[["approve", live.id, "Kondo"] as const, ["publish", live.id, "Kondo"] as const],
      ...[["correct", id, "Tanaka"] as const, ["edit", id, "Tanaka"] as const],
      ...[["submit", id, "Tanaka"] as const, ["approve", id, "Kondo"] as const],
      ...[["publish", id, "Kondo"] as const, ["publish", live.id, "Kondo"] as const],
    ]);
    expect(json.items.at(-1)).toMatchObject({
      ...{ reason: why, before: { summary: wrong, revision: 1 } },
      after: { summary: right, revision: 2 },
    });
    const begin = await app.call("GET", `${live.path}/history?limit=3`, { as: who.writer });
    const next = `${live.path}/history?limit=200&cursor=${begin.json.next}`;
    const rest = await app.call("GET", next, { as: who.writer });
    expect([...begin.json.items, ...rest.json.items]).toEqual(json.items);
  });

  test("there is one at a time, and the second is told which", async () => {
    const both = await Promise.all([correct(live.id), correct(live.archiveId, who.approver)]);
    const [made, refused] = both.toSorted((a, b) => a.status - b.status);
    expect([made?.status, refused?.status]).toEqual([201, 409]);
    expect(refused?.json).toMatchObject({
      ...{ type: "/problems/conflict", correction: made?.json.id },
    });
    const path = `/api/entries/${made?.json.id}`;
    const given = await desk.act(path, "discard", who.writer, {});
    expect([given.status, given.json.state]).toEqual([200, "withdrawn"]);
    expect((await correct(live.id)).status).toBe(201);
    expect(await feed()).toContain(wrong);
  });

  test("that was given up is not taken up again by an undo while another is open", async () => {
    const path = await corrected();
    const given = await desk.act(path, "discard", who.writer, {});
    const undo = `/api/operations/${given.headers.get("operation")}/undo`;
    const next = await correct(live.id);
    const refused = await app.call("POST", undo, { as: who.writer });
    expect([refused.status, refused.json.type]).toEqual([409, "/problems/conflict"]);
    await desk.act(`/api/entries/${next.json.id}`, "discard", who.writer, {});
    expect((await app.call("POST", undo, { as: who.writer })).status).toBe(200);
    expect((await app.call("GET", path, { as: who.writer })).json).toMatchObject({
      ...{ state: "draft", summary: right, withdrawn_at: null },
    });
  });

  test("its writer does not approve it where a second editor is asked for", async () => {
    const path = await corrected();
    await desk.act(path, "submit", who.writer);
    expect((await desk.act(path, "approve", who.writer)).status).toBe(403);
    expect((await desk.act(path, "approve", who.approver)).status).toBe(200);
  });

  test("edited after its approval it has to be approved again", async () => {
    const path = await corrected();
    await desk.act(path, "submit", who.writer);
    await desk.act(path, "approve", who.approver);
    const edited = await desk.edit(path, who.writer, { notes: ["数は主催者による。"] });
    expect(edited.json).toMatchObject({ state: "draft", approved_by: null });
    expect((await desk.act(path, "publish", who.approver)).status).toBe(409);
  });

  test("keeps the day, which the archive id holds", async () => {
    const path = await corrected();
    const moved = await desk.edit(path, who.writer, { date: "2026-11-23" });
    expect([moved.status, moved.json.type]).toEqual([409, "/problems/conflict"]);
    expect((await desk.edit(path, who.writer, { date: "2026-11-24" })).status).toBe(200);
  });

  test("of what was withdrawn meanwhile is given up with it and cannot be published", async () => {
    const path = await corrected();
    await desk.act(path, "submit", who.writer);
    await desk.act(path, "approve", who.approver);
    const body = { reason: "元の報道が取り消された。" };
    const [withdrawn, published] = await Promise.all([
      app.call("POST", `${live.path}/withdraw`, { as: who.approver, body }),
      app.call("POST", `${path}/publish`, { as: who.approver }),
    ]);
    expect(withdrawn.status).toBe(200);
    const last = await app.call("GET", live.path, { as: who.writer });
    expect(last.json).toMatchObject({ state: "withdrawn", open_correction: null });
    const { json } = await app.call("GET", path, { as: who.writer });
    expect([json.state, published.status]).toEqual(
      published.status === 200 ? ["published", 200] : ["withdrawn", 409],
    );
    expect((await correct(live.id)).status).toBe(409);
  });

  test.each([
    ["a draft", async () => (await desk.draft(who.writer)).id, 409, "PATCH"],
    ["a correction", async () => Number((await correct(live.id)).json.id), 409, "is a correction"],
    ["nothing", async () => 99_999, 404, "There is no entry"],
    ["an id that is none", async () => "2601-312399", 404, "neither"],
  ])("of %s is refused in words", async (_, ref, status, named) => {
    const refused = await correct(await ref());
    expect([refused.status, refused.json.detail]).toEqual([status, expect.stringContaining(named)]);
  });

  test.each([[{}], [{ reason: "" }], [{ reason: " 　\n" }], [{ reason: why, colour: "red" }]])(
    "is not opened with %j",
    async (body) => {
      const refused = await app.call("POST", `${live.path}/correct`, { as: who.writer, body });
      expect(refused.status).toBe(422);
      const seen = await app.call("GET", live.path, { as: who.writer });
      expect(seen.json.open_correction).toBeNull();
    },
  );

  test("is the only way to change a public text, and an edit is told so", async () => {
    const refused = await desk.edit(live.path, who.writer, { summary: right });
    expect([refused.status, refused.json.type]).toEqual([409, "/problems/wrong-state"]);
    expect(refused.json.detail).toContain(`POST /api/entries/${live.archiveId}/correct`);
    expect(await feed()).not.toContain(right);
  });

  test("and all before it can be made again from the audit trail", async () => {
    const path = await corrected();
    await desk.publish(path, who);
    const { db } = app.parts.database;
    for (const id of [live.id, Number(path.split("/").at(-1))]) {
      const trail = await rows<{ after: Record<string, unknown> }>(
        db,
        sql`select after from audit where subject = ${`entry:${id}`}
          and act not in ('claim', 'release', 'steal') order by id`,
      );
      const replayed = Object.assign({}, ...trail.map(({ after }) => after)) as object;
      const { json } = await app.call("GET", `/api/entries/${id}`, { as: who.writer });
      expect(replayed).toMatchObject({
        ...{ version: json.version, state: json.state, summary: json.summary },
        ...{ revision: json.revision, reason: json.reason, reportedOn: json.date },
        ...{ topics: json.topics, archiveId: json.archive_id, updatedAt: json.updated_at },
        ...{ publishedAt: json.published_at, approvedBy: json.approved_by, title: json.title },
      });
    }
  });
});
