// "Already archived?": a story at the desk meets what the archive has of it, and cites it by one call.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gather } from "#candidates/gather.ts";
import type { Db } from "#db/types.ts";
import { importPage } from "#handmade/import.ts";
import { parsePage } from "#handmade/import-text.ts";
import { type Called, startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { atomFeed } from "../support/feeds.ts";
import { type Origin, openOrigin } from "../support/origin.ts";

const page = `
2026.11.20 瓦版通信 合同掃海訓練「冬の灯」、東湾で始まる <2612-112001>
 三ヵ国の海上警備隊による合同掃海訓練「冬の灯」が20日、東湾で始まった。 掃海艇5隻が参加し、27日まで実施する。
2026.10.02 潮見新報 東湾灯台の霧笛、五十年の役目を終える <2611-100201>
 東湾灯台の霧笛が2日、廃止された。 後継の電波標識は2024年から動いている。
2026.09.17 Harbor Wire Northern shipyard opens joint repair dock <2610-091701>
 北湾造船所が17日、哨戒艇の修理用ドックを三ヵ国で共用すると発表した。
2026.09.03 潮見新報 港口の防護柵、無人艇で実証へ <2610-090301>
 北湾港湾局が3日、小型無人艇の侵入を防ぐ防護柵の実証試験を行うと発表した。
`;
const date = "2026-11-24T09:00:00Z";
const stories = [
  {
    ...{ title: "合同掃海訓練「冬の灯」が折り返し 東湾", link: "https://wire.example/1", date },
    lead: "東湾で続く三ヵ国の掃海訓練は24日、後半に入った。",
  },
  {
    ...{ title: "Minesweepers finish first week of Winter Beacon", link: "https://wire.example/2" },
    ...{ date, lead: "Crews of three nations cleared the eastern approaches." },
  },
  { title: "中央市場の初競りで最高値", link: "https://wire.example/3", date, lead: "青果が高い。" },
];

describe("a story at the desk", () => {
  let db: Db;
  let app: TestApp;
  let origin: Origin;
  let as: string;
  const clock = testClock("2026-11-24T12:00:00Z");

  beforeEach(async () => {
    db = await openTestDatabase();
    origin = await openOrigin();
    origin.answer("/atom", { body: atomFeed(stories) });
    app = await startTestApp(db, {
      clock,
      entities: [{ names: ["Winter Beacon", "冬の灯"] }],
      sources: [
        { id: "wire", name: "Harbor Wire", language: "ja", address: [origin.url("/atom")] },
      ],
    });
    as = await app.key("approver", "first");
    const parsed = parsePage(page, { knownSources: ["瓦版通信", "潮見新報", "Harbor Wire"] });
    await importPage(db, parsed, { topic: "harbour", timeZone: "Asia/Tokyo", now: clock() });
    await gather(app.parts.gather);
    await app.stack();
    await app.index();
  });
  afterEach(async () => {
    await app.close();
    await origin.close();
  });

  const get = async (path: string): Promise<Called> => app.call("GET", path, { as });
  const post = (path: string, body?: unknown, key = as): Promise<Called> =>
    app.call("POST", path, { as: key, ...(body === undefined ? {} : { body }) });
  const similar = async (path: string): Promise<Record<string, unknown>[]> =>
    (await get(`${path}/similar`)).json.items;
  const idsOf = (items: Record<string, unknown>[]): unknown[] =>
    items.map(({ archive_id }) => archive_id);
  const kindsOf = (item: Record<string, unknown> | undefined): unknown[] =>
    ((item?.reasons ?? []) as { kind: string }[]).map(({ kind }) => kind);
  /** The address of the stack whose headline has `part`. */
  const stackOf = async (part: string): Promise<string> => {
    const found = (await get("/api/stacks")).json.items.find(({ title }) =>
      String(title).includes(part),
    );
    return `/api/stacks/${found?.id}`;
  };
  const written = async (more: Record<string, unknown> = {}): Promise<string> => {
    const text = {
      ...{ date: "2026-11-24", source: "潮見新報", title: "掃海訓練の海域を拡大", language: "ja" },
      ...{ summary: "掃海訓練「冬の灯」の海域が広がった。", topics: ["harbour"], ...more },
    };
    return `/api/entries/${(await post("/api/entries", text)).json.id}`;
  };
  const publish = async (entry: string): Promise<string> => {
    for (const act of ["submit", "approve", "publish"]) {
      const { etag } = { etag: (await get(entry)).headers.get("etag") ?? "" };
      const headers = { "if-match": etag };
      expect([act, (await app.call("POST", `${entry}/${act}`, { as, headers })).status]).toEqual([
        ...[act, 200],
      ]);
    }
    await app.index();
    return String((await get(entry)).json.archive_id);
  };

  test("is told what is archived of it, and why", async () => {
    const [first, ...others] = await similar(await stackOf("折り返し"));
    expect(first).toMatchObject({
      ...{ archive_id: "2612-112001", date: "2026-11-20", already_related: false },
      title: "合同掃海訓練「冬の灯」、東湾で始まる",
    });
    expect(kindsOf(first)).toEqual(["entity", "terms", "days"]);
    expect(first?.reasons).toMatchObject([{ of: ["Winter Beacon"] }, {}, { of: ["4"] }]);
    expect(JSON.stringify(first?.reasons)).toContain("掃海");
    for (const other of others) expect(Number(other.score)).toBeLessThan(Number(first?.score));
    expect(await similar(await stackOf("初競り"))).toEqual([]);
  });

  test("in English meets Japanese entries through the name of a thing", async () => {
    const [first] = await similar(await stackOf("Minesweepers"));
    expect(first).toMatchObject({ archive_id: "2612-112001" });
    expect(first?.reasons).toContainEqual({ kind: "entity", of: ["Winter Beacon"] });
  });

  test("cites an entry by one call; both pages show it once it is published", async () => {
    const stack = await stackOf("折り返し");
    const wish = { archive_id: "2612-112001" };
    const before = (await get(stack)).json.stack as { version: number };
    const cited = await post(`${stack}/relate`, wish);
    expect(cited).toMatchObject({
      status: 200,
      json: { entry: null, version: before.version + 1, related: ["2612-112001"] },
    });
    expect(cited.headers.get("operation")).not.toBeNull();
    expect((await similar(stack))[0]).toMatchObject({ already_related: true });
    const again = await post(`${stack}/relate`, wish);
    expect([again.status, again.json, again.headers.get("operation")]).toEqual([
      ...[200, cited.json, null],
    ]);

    const draft = await post(`${stack}/accept`);
    expect(draft.json).toMatchObject({ related: ["2612-112001"] });
    const entry = `/api/entries/${draft.json.id}`;
    await app.call("PATCH", entry, {
      as,
      headers: { "if-match": String(draft.headers.get("etag")) },
      body: { summary: "掃海訓練が後半に入った。", topics: ["harbour"] },
    });
    const id = await publish(entry);
    const pageOf = async (one: string): Promise<string> =>
      (await fetch(`${app.url}/entries/${one}`)).text();
    expect(await pageOf(id)).toContain("/entries/2612-112001");
    expect(await pageOf("2612-112001")).toContain(`/entries/${id}`);
    expect((await get("/api/entries/2612-112001")).json.cited_by).toEqual([id]);
    expect((await similar("/api/entries/2612-112001"))[0]).toMatchObject({
      ...{ archive_id: id, already_related: true },
    });
  });

  test("an accepted story takes it onto its entry, which goes back to draft", async () => {
    const stack = await stackOf("折り返し");
    const draft = await post(`${stack}/accept`);
    const entry = `/api/entries/${draft.json.id}`;
    await app.call("PATCH", entry, {
      as,
      headers: { "if-match": String(draft.headers.get("etag")) },
      body: { summary: "掃海訓練が後半に入った。", topics: ["harbour"] },
    });
    await post(`${entry}/submit`);
    const cited = await post(`${stack}/relate`, { archive_id: "2612-112001" });
    expect(cited.json).toMatchObject({ entry: draft.json.id, related: ["2612-112001"] });
    const now = await get(entry);
    expect(now.json).toMatchObject({ state: "draft", related: ["2612-112001"] });
    expect(now.json.version).toBe(cited.json.version);
    const more = await post(`${entry}/relate`, { archive_id: "2610-090301" });
    expect(more.headers.get("etag")).toBe(`"v${more.json.version}"`);
    expect(more.json.related).toEqual(["2612-112001", "2610-090301"]);
    const less = await post(`${stack}/unrelate`, { archive_id: "2612-112001" });
    expect(less.json.related).toEqual(["2610-090301"]);
    const { items } = (await get(`${entry}/history`)).json;
    expect(items.map(({ act }) => act)).toEqual([
      ...["draft", "edit", "submit", "relate", "relate", "unrelate"],
    ]);
  });

  test("citing twice at once loses neither", async () => {
    for (const path of [await stackOf("折り返し"), await written()]) {
      const wishes = ["2612-112001", "2610-090301", "2611-100201"];
      const cited = await Promise.all(
        wishes.map((archive_id) => post(`${path}/relate`, { archive_id })),
      );
      expect(cited.map(({ status }) => status)).toEqual([200, 200, 200]);
      const { json } = await post(`${path}/relate`, { archive_id: "2612-112001" });
      expect((json.related as string[]).toSorted()).toEqual(wishes.toSorted());
    }
  });

  test("of two stories that are merged, each brings what it cites", async () => {
    const [one, other] = [await stackOf("折り返し"), await stackOf("Minesweepers")];
    await post(`${one}/relate`, { archive_id: "2610-090301" });
    await post(`${other}/relate`, { archive_id: "2612-112001" });
    const merged = await post(`${one}/merge`, { stacks: [Number(other.split("/").at(-1))] });
    expect(merged.json.stack).toMatchObject({ related: ["2610-090301", "2612-112001"] });
  });

  test("what was cited by mistake is taken back, or undone", async () => {
    const stack = await stackOf("折り返し");
    const cited = await post(`${stack}/relate`, { archive_id: "2612-112001" });
    const undone = await post(`/api/operations/${cited.headers.get("operation")}/undo`);
    expect(undone).toMatchObject({ status: 200, json: { act: "relate" } });
    expect((await get(stack)).json.stack).toMatchObject({ related: [] });
    const never = await post(`${stack}/unrelate`, { archive_id: "2612-112001" });
    expect([never.status, never.headers.get("operation")]).toEqual([200, null]);

    const entry = await written();
    const done = await post(`${entry}/relate`, { archive_id: "2612-112001" });
    await post(`/api/operations/${done.headers.get("operation")}/undo`);
    expect((await get(entry)).json.related).toEqual([]);
  });

  test("never meets what was withdrawn, and meets a corrected text as it is now", async () => {
    const stack = await stackOf("折り返し");
    const correction = await post("/api/entries/2612-112001/correct", { reason: "訓練ではない。" });
    const path = `/api/entries/${correction.json.id}`;
    await app.call("PATCH", path, {
      as,
      headers: { "if-match": String(correction.headers.get("etag")) },
      body: { title: "Bakery opens by the pier", summary: "桟橋の近くにパン屋が開店した。" },
    });
    expect(idsOf(await similar(stack))).toContain("2612-112001");
    await publish(path);
    expect(idsOf(await similar(stack))).not.toContain("2612-112001");

    const entry = await written({ title: "合同掃海訓練「冬の灯」の日程" });
    const id = await publish(entry);
    expect(idsOf(await similar(stack))).toContain(id);
    expect((await post(`${entry}/withdraw`, { reason: "誤り。" })).status).toBe(200);
    // Also in the second before the index has heard of it.
    expect(idsOf(await similar(stack))).not.toContain(id);
    await app.index();
    expect(idsOf(await similar(stack))).not.toContain(id);
  });

  test("with the headline or the address of an entry is that very story", async () => {
    await publish(
      await written({ title: "青果、初競り", url: "https://wire.example/3?utm_source=x" }),
    );
    const [byAddress] = await similar(await stackOf("初競り"));
    expect(byAddress).toMatchObject({ score: 1 });
    expect(kindsOf(byAddress)[0]).toBe("same-address");

    const entry = await written({ title: "港口の防護柵、無人艇で実証へ(潮見新報)" });
    const [byHeadline, ...others] = await similar(entry);
    expect(byHeadline).toMatchObject({ archive_id: "2610-090301", score: 1 });
    expect(kindsOf(byHeadline)[0]).toBe("same-headline");
    for (const other of others) expect(Number(other.score)).toBeLessThan(1);
  });

  test("an entry is not like itself, nor is a correction like what it corrects", async () => {
    expect(idsOf(await similar("/api/entries/2612-112001"))).not.toContain("2612-112001");
    const made = await post("/api/entries/2612-112001/correct", { reason: "数を直す。" });
    const correction = `/api/entries/${made.json.id}`;
    expect(idsOf(await similar(correction))).not.toContain("2612-112001");
    const own = await post(`${correction}/relate`, { archive_id: "2612-112001" });
    expect(own).toMatchObject({ status: 422, json: { detail: expect.stringContaining("own id") } });
  });

  test("shows as many as are asked for", async () => {
    for (let n = 0; n < 12; n += 1) await publish(await written({ title: `掃海訓練 第${n}日` }));
    const stack = await stackOf("折り返し");
    const count = async (query: string): Promise<number> =>
      (await get(`${stack}/similar${query}`)).json.items.length;
    expect([await count(""), await count("?limit=1"), await count("?limit=10")]).toEqual([
      5, 1, 10,
    ]);
    expect((await get(`${stack}/similar?limit=11`)).status).toBe(422);
  });

  test.each([
    ["an id that nothing has", "2612-112099", 422, "not in the archive"],
    ["what is no archive id", "2611-112001", 422, "the month after the day"],
  ])("%s is not cited", async (_, archive_id, status, said) => {
    for (const path of [await stackOf("折り返し"), await written()]) {
      const refused = await post(`${path}/relate`, { archive_id });
      expect(refused.status).toBe(status);
      expect(refused.json.detail).toContain(said);
    }
  });

  test("what may not be changed is not, and says what to do", async () => {
    const wish = { archive_id: "2612-112001" };
    const [stack, other] = [await stackOf("折り返し"), await stackOf("初競り")];
    expect((await post("/api/stacks/999/relate", wish)).status).toBe(404);
    expect((await get("/api/stacks/999/similar")).status).toBe(404);
    expect((await get("/api/entries/999/similar")).status).toBe(404);

    const public_ = await post("/api/entries/2610-090301/relate", wish);
    expect([public_.status, String(public_.json.detail)]).toEqual([
      409,
      expect.stringContaining("/api/entries/2610-090301/correct"),
    ]);
    await post(`${other}/reject`, { reason: "off topic" });
    expect((await post(`${other}/relate`, wish)).json).toMatchObject({ state: "rejected" });
    await post(`${other}/reopen`, {});
    await app.call("PUT", `${other}/claim`, { as });
    const second = await app.key("editor", "second");
    expect((await post(`${other}/relate`, wish, second)).json.type).toBe("/problems/claimed");
    expect((await post(`${other}/relate`, wish)).status).toBe(200);

    const into = Number(stack.split("/").at(-1));
    await post(`${stack}/merge`, { stacks: [Number(other.split("/").at(-1))] });
    for (const answer of [await get(`${other}/similar`), await post(`${other}/relate`, wish)]) {
      expect(answer).toMatchObject({ status: 409, json: { state: "merged", merged_into: into } });
    }
  });
});
