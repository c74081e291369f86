import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Db, rows } from "#db/types.ts";
import { openSearch } from "#entries/search.ts";
import { type Found, type SearchAsked, searchPublished } from "#entries/search-find.ts";
import { readSearchCursor, writeSearchCursor } from "#entries/search-order.ts";
import { fold } from "#search/fold.ts";
import { parseQuery } from "#search/query.ts";
import { sourceNames } from "#search/source-names.ts";
import { onServer, openTestDatabase } from "../support/database.ts";
import { archive, publish, published } from "../support/published.ts";

let db: Db;

const known = {
  topics: archive.topics,
  namesOf: sourceNames([
    { id: "toto", name: "東都新聞", name_en: "Toto Shimbun", aliases: ["東都"] },
    { id: "kyodo", name: "共同通信", aliases: ["共同通信社", "Kyodo"] },
  ]),
};

async function search(query: string, asked: Partial<SearchAsked> = {}): Promise<Answer> {
  const parsed = parseQuery(query, known);
  const found = await searchPublished(db, parsed, {
    ...{ limit: 50, order: "newest", after: null },
    ...asked,
  });
  if (found.outcome !== "found") throw new Error(found.outcome);
  return { ...found, ids: found.entries.map(({ archiveId }) => archiveId) };
}
type Answer = Extract<Found, { outcome: "found" }> & { ids: string[] };

describe("what a query finds", () => {
  beforeAll(async () => {
    db = await openTestDatabase();
    await publish(
      db,
      1,
      published("2608-073110", {
        on: "2026-07-31",
        source: "東都新聞",
        via: "Yahoo",
        title: "讀賣ビルで「合同訓練」",
        summary: "サーバーを3ヶ国で使う。",
        topics: ["exercises"],
      }),
      published("2608-072819", {
        on: "2026-07-28",
        source: "Harbor Wire",
        language: "en",
        title: "Partners test F-35B air links, AI said",
        summary: "米軍と１，０００人が参加した。",
        notes: ["ヴァージニア級も。"],
        topics: ["exercises", "ships"],
      }),
      published("2501-123101", {
        on: "2024-12-31",
        source: "共同通信",
        title: "訓練の予定、100%確定_済",
        summary: "合同で行う。合同訓練。",
        topics: ["ships"],
      }),
    );
    // A correction that was published has given its text away; a draft was never public.
    await db.execute(sql`
      insert into entry (state, corrects, archive_id, reported_on, source, title, language, revision,
        created_at, created_by, updated_at)
      select state::entry_state, corrects, null, '2026-07-30', 'x', '合同訓練の下書き', 'ja', 0, now(), 'test', now()
      from (values ('draft', null), ('published', (select min(id) from entry))) as v(state, corrects)`);
  });

  const [july, wire, old] = ["2608-073110", "2608-072819", "2501-123101"];

  test.each<[string, string[]]>([
    ["合同訓練", [july, old]],
    ["合同 訓練", [july, old]],
    ["訓練 -合同訓練", []],
    ["-合同訓練", [wire]],
    ['"合同訓練"', [july, old]],
    ["読売", [july]],
    ["バージニア", [wire]],
    ["1000人", [wire]],
    ["F35", [wire]],
    ["ｆ－３５", [wire]],
    ["サーバ", [july]],
    ["3カ国", [july]],
    ["ai", [wire]],
    ["air", [wire]],
    ['"ai"', [wire]],
    ['"ir"', []],
    ["ir", [wire]],
    ["米", [wire]],
    ["100%", [old]],
    ["%", []],
    ["確定_", [old]],
    ["定_済", [old]],
    ["新聞", [july]],
    ["source:東都", [july]],
    ["source:yahoo", [july]],
    ['source:"東都"', [july]],
    ['source:"東"', []],
    ["source:Kyodo", [old]],
    ['source:"toto shimbun"', [july]],
    ["-source:toto", [wire, old]],
    ["合同訓練 source:kyodo source:toto", [july, old]],
    ['source:"東都新聞"', [july]],
    ["source:共同 source:東都", [july, old]],
    ["-source:東都 topic:ships", [wire, old]],
    ["topic:ships", [wire, old]],
    ["topic:艦艇 topic:exercises", [july, wire, old]],
    ["year:2026", [july, wire]],
    ["2024..2025", [old]],
    ["..2025 合同", [old]],
    ["from:2026-07-29", [july]],
    ["from:2026-07 to:2026-07-28", [wire]],
    ["-year:2026", [old]],
    ["2608-072819", [wire]],
    ["id:2608-07*", [july, wire]],
    ["id:2608-073110 id:2501-123101", [july, old]],
    ["-id:2608*", [old]],
    ["下書き", []],
    ["", []],
  ])("%s", async (query, ids) => {
    expect((await search(query)).ids).toEqual(ids);
    const total = { count: ids.length, atLeast: false };
    expect((await search(query, { limit: 1 })).total).toEqual(total);
  });

  test("comes best first where that is wanted: the headline, then how often", async () => {
    expect((await search("訓練", { order: "newest" })).ids).toEqual([july, old]);
    expect((await search("訓練", { order: "best" })).ids).toEqual([old, july]);
    // Twice in the summary is less than once in the headline.
    expect((await search("合同", { order: "best" })).ids).toEqual([july, old]);
  });

  test("in order of publication for a feed", async () => {
    await db.execute(sql`update entry set published_at = now() where archive_id = ${old}`);
    expect((await search("合同", { order: "published" })).ids).toEqual([old, july]);
  });
});

describe("every string that a text holds", () => {
  const alphabet = [
    "日",
    "米",
    "共",
    "同",
    "訓",
    "練",
    "ア",
    "メ",
    "リ",
    "カ",
    "ー",
    "ヴ",
    "ァ",
    "の",
    "F",
    "-",
  ];
  const more = ["3", "5", "a", "b", " ", "、", "「", "」", "・", "讀", "%", "'", "\\", "ヶ", "国"];
  const characters = fc.constantFrom(...alphabet, ...more);
  const texts = fc.sample(
    fc.array(characters, { minLength: 1, maxLength: 40 }).map((all) => all.join("")),
    { numRuns: 200, seed: 5 },
  );

  beforeAll(async () => {
    db = await openTestDatabase();
    const entries = texts.map((text, n) => {
      const on = Temporal.PlainDate.from("2020-01-01").add({ days: n });
      const issue = on.add({ months: 1 }).toString().slice(2, 7).replace("-", "");
      return published(`${issue}-${on.toString().slice(5).replace("-", "")}01`, {
        ...{ on: on.toString(), title: "標", source: "源", summary: text },
      });
    });
    await publish(db, 1, ...entries);
  });

  test("finds that text: what is found is what holds it, spelled so or otherwise", async () => {
    const asked = fc.sample(fc.tuple(fc.nat(199), fc.nat(39), fc.integer({ min: 1, max: 5 })), 80);
    for (const [n, start, length] of asked) {
      const folded = [...fold(texts[n] ?? "")].slice(start, start + length).join("");
      const query = parseQuery(folded, known);
      const [part] = query.parts;
      // Spaces make several words of it, a minus or a quote an operator.
      if (query.parts.length !== 1 || part?.kind !== "text" || part.not || part.term.exact)
        continue;
      const holds = texts.filter((text) => fold(text).includes(part.term.folded)).length;
      const { total } = await search(folded);
      if (part.term.pattern === null) expect([folded, total.count]).toEqual([folded, holds]);
      else expect(total.count).toBeGreaterThanOrEqual(holds);
    }
  });

  test("page by page, each once, and a publication meanwhile moves no page", async () => {
    const all = (await search("の", { limit: 200 })).ids;
    expect(all.length).toBeGreaterThan(20);
    for (const order of ["newest", "best"] as const) {
      const seen: string[] = [];
      let after: SearchAsked["after"] = null;
      for (let n = 0; n < 100; n++) {
        const { ids, next } = await search("の", { order, limit: 7, after });
        seen.push(...ids);
        if (n === 1)
          await publish(
            db,
            2,
            published(`2807-06010${order === "best" ? 1 : 2}`, { on: "2028-06-01", title: "の" }),
          );
        if (next === null) break;
        after = readSearchCursor(next);
      }
      expect(seen.filter((id) => all.includes(id)).toSorted()).toEqual(all.toSorted());
      expect(new Set(seen).size).toBe(seen.length);
    }
  });
});

describe("of more than a thousand", () => {
  beforeAll(async () => {
    db = await openTestDatabase();
    await db.execute(sql`
      insert into entry (state, archive_id, reported_on, source, title, language, summary, topics, revision,
        created_at, created_by, published_at, updated_at)
      select 'published', to_char(day + interval '1 month', 'YYMM') || '-' || to_char(day, 'MMDD') || '01',
        day::date, '潮見新報', '港の話題' || case when n = 5 then '灯台' else '' end, 'ja',
        case when n = 1100 then '灯台' else '' end, '{harbour}', 1, now(), 'test',
        timestamptz '2026-01-01' - n * interval '1 minute', now()
      from (select n, timestamp '2001-01-02' + n * interval '1 day' as day from generate_series(1, 1200) n) d`);
  });

  test.each(["港の", "話", "topic:ships -港", "..2002 港の", "港の話題 潮見", "-灯台"])(
    "%s is counted no further, and walked by date",
    async (query) => {
      const { ids, total } = await search(query, { limit: 3 });
      if (query.startsWith("topic") || query.startsWith("..")) {
        expect(total.atLeast).toBe(false);
        expect(total.count).toBe(query.startsWith("topic") ? 0 : 728);
        return;
      }
      expect(total).toEqual({ count: 1000, atLeast: true });
      expect(ids.map((id) => id.slice(0, 4))).toEqual(["0405", "0405", "0405"]);
    },
  );

  test("every page comes, to the last", async () => {
    let after: SearchAsked["after"] = null;
    let seen = 0;
    for (;;) {
      const { ids, next } = await search("港の", { limit: 190, after });
      seen += ids.length;
      if (next === null) break;
      after = readSearchCursor(next);
    }
    expect(seen).toBe(1200);
  });

  test("the best of the newest come first, and the latest published of all", async () => {
    const best = await search("港の 灯台", { order: "best", limit: 2 });
    expect(best.entries.map(({ title }) => title)).toEqual(["港の話題灯台", "港の話題"]);
    const many = await search("港の", { order: "best", limit: 2 });
    expect(many.total.atLeast).toBe(true);
    const latest = await search("港の", { order: "published", limit: 2 });
    expect(latest.ids).toEqual(["0102-010301", "0102-010401"]);
  });

  test("is looked for in the index, not in each entry", async () => {
    await db.execute(sql`analyze entry`);
    const plan = await db.transaction(async (db) => {
      await db.execute(sql`set local enable_seqscan = off`);
      return rows<Record<string, string>>(
        db,
        sql`explain select id from entry where state = 'published' and corrects is null
          and search_grams(searched) @@ '''灯台'''::tsquery`,
      );
    });
    expect(plan.map((row) => Object.values(row)[0]).join("\n")).toContain("entry_searched");
  });
});

describe("a search that takes too long", () => {
  beforeEach(async () => {
    db = await openTestDatabase();
  });

  test.runIf(onServer())("is ended, and says so", async () => {
    const query = parseQuery("港", known);
    const asked = { limit: 1, order: "newest", after: null } as const;
    const outcome = await db.transaction(async (locking) => {
      await locking.execute(sql`lock table entry in access exclusive mode`);
      return searchPublished(db, query, asked, 50);
    });
    expect(outcome).toEqual({ outcome: "too-slow" });
    expect((await searchPublished(db, query, asked)).outcome).toBe("found");
  });

  test("and one too many is told to come again", async () => {
    const run = openSearch(db, { atOnce: 1, waiting: 1 });
    const query = parseQuery("港", known);
    const asked = { limit: 1, order: "newest", after: null } as const;
    const outcomes = await Promise.all([1, 2, 3].map(() => run(query, asked)));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["found", "found", "busy"]);
    expect((await run(query, asked)).outcome).toBe("found");
  });
});

describe("a cursor", () => {
  test("is read as it was written, and no other is", () => {
    const place = { score: 2003, day: "2026-07-31", id: "2608-073110" };
    expect(readSearchCursor(writeSearchCursor(place))).toEqual(place);
    const wrong = ["", "x", "s1~2026-02-30~2608-073110", "s1~2026-02-03~1"];
    for (const text of wrong) {
      expect(readSearchCursor(Buffer.from(text).toString("base64url"))).toBeNull();
    }
  });
});
