// Who has a stack in hand: one at a time, for a quarter of an hour, and told from who had it before.

import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { problems } from "#base/problem.ts";
import { connectServer } from "#db/open.ts";
import { type Db, rows } from "#db/types.ts";
import { addAudit, listAudit } from "#editors/audit.ts";
import {
  type Claim,
  checkClaim,
  findClaim,
  listClaims,
  releaseClaim,
  renewClaim,
  takeClaim,
} from "#editors/claims.ts";
import { ageClaims } from "../support/claims.ts";
import { onServer, openTestDatabase, testDatabaseUrl } from "../support/database.ts";

const hanako = { id: "person:hanako", name: "山田 花子", role: "editor" } as const;
const taro = { id: "person:taro", name: "佐藤 太郎", role: "editor" } as const;
const subject = "stack:12";

let db: Db;
beforeEach(async () => {
  db = await openTestDatabase();
});

type Options = Parameters<typeof takeClaim>[3];
const take = (by: typeof hanako | typeof taro, options?: Options, at = db) =>
  at.transaction((db) => takeClaim(db, by, subject, options));
const check = (by: typeof hanako | typeof taro, token?: number) =>
  db.transaction((db) => checkClaim(db, by, subject, { token }));
const release = (by: typeof hanako | typeof taro) =>
  db.transaction((db) => releaseClaim(db, by, subject));
const trail = async () => (await listAudit(db, subject)).map(({ act, actor }) => [act, actor]);

/** Seconds from now, by the database's clock. */
async function secondsLeft({ until }: Claim): Promise<number> {
  const [found] = await rows<{ left: number }>(
    db,
    sql`select extract(epoch from ${until.toString()}::timestamptz - clock_timestamp())::float as left`,
  );
  return found?.left ?? Number.NaN;
}

describe("taking", () => {
  test("what is free gives a quarter of an hour and the first token", async () => {
    expect(await findClaim(db, subject)).toBeNull();
    const { claim, lost } = await take(hanako);
    expect(lost).toBeNull();
    expect(claim).toMatchObject({ subject, actor: hanako.id, actorName: "山田 花子", token: 1 });
    expect(claim.claimedAt.until(claim.until).total("minutes")).toBeCloseTo(15, 2);
    expect(await findClaim(db, subject)).toEqual(claim);
    expect(await trail()).toEqual([["claim", hanako.id]]);
  });

  test("what another holds is refused, and says who and until when", async () => {
    const { claim } = await take(hanako);
    await expect(take(taro)).rejects.toMatchObject({
      type: "claimed",
      status: 409,
      message: expect.stringMatching(/^山田 花子 has stack:12 in hand until .*\.$/),
      extra: { holder: hanako.id, holder_name: "山田 花子", until: claim.until.toString() },
    });
    expect(await findClaim(db, subject)).toEqual(claim);
    expect(await trail()).toHaveLength(1);
  });

  test("what is one's own keeps the token, and renews it", async () => {
    const { claim } = await take(hanako);
    await ageClaims(db, 10);
    const again = await take(hanako);
    expect(again).toMatchObject({ lost: null, claim: { token: claim.token } });
    expect(await secondsLeft(again.claim)).toBeGreaterThan(14 * 60);
    expect(await trail()).toHaveLength(1);
  });

  test("what has run out tells whose it was", async () => {
    await take(hanako);
    await ageClaims(db, 14);
    await expect(take(taro)).rejects.toMatchObject({ type: "claimed" });
    await ageClaims(db, 2);
    expect(await findClaim(db, subject)).toBeNull();
    const { claim, lost } = await take(taro);
    expect(claim).toMatchObject({ actor: taro.id, token: 2 });
    expect(lost).toMatchObject({ actor: hanako.id, token: 1 });
    const [, second] = await listAudit(db, subject);
    expect(second).toMatchObject({ act: "claim", actor: taro.id });
    expect(second?.before).toMatchObject({ token: 1, holder: hanako.id, holder_name: "山田 花子" });
  });

  test("what ran out while nobody came is still one's own", async () => {
    await take(hanako);
    await ageClaims(db, 600);
    expect(await take(hanako)).toMatchObject({ lost: null, claim: { token: 1 } });
    expect((await findClaim(db, subject))?.actor).toBe(hanako.id);
  });

  test("what was given back takes nothing from anybody, and is a new holding", async () => {
    await take(hanako);
    await release(hanako);
    expect(await take(taro)).toMatchObject({ lost: null, claim: { token: 2 } });
    await release(taro);
    expect(await take(taro)).toMatchObject({ lost: null, claim: { token: 3 } });
  });

  test("by force gives what was lost, and leaves the reason in the trail", async () => {
    await take(hanako);
    const { claim, lost } = await take(taro, { steal: true, reason: "she has left for today" });
    expect(claim).toMatchObject({ actor: taro.id, token: 2 });
    expect(lost).toMatchObject({ actor: hanako.id, actorName: "山田 花子", token: 1 });
    const stolen = (await listAudit(db, subject)).at(-1);
    expect(stolen).toMatchObject({ act: "steal", reason: "she has left for today" });
    expect(stolen).toMatchObject({ before: { holder: hanako.id }, after: { token: 2 } });
    await expect(take(hanako)).rejects.toMatchObject({ type: "claimed" });
  });

  test("by force what is free or one's own steals nothing", async () => {
    expect((await take(hanako, { steal: true })).lost).toBeNull();
    expect(await take(hanako, { steal: true })).toMatchObject({ lost: null, claim: { token: 1 } });
    expect(await trail()).toEqual([["claim", hanako.id]]);
  });
});

describe("giving back", () => {
  test("ends the claim", async () => {
    await take(hanako);
    expect(await release(hanako)).toBe(true);
    expect(await findClaim(db, subject)).toBeNull();
    expect(await release(hanako)).toBe(false);
    const acts = ["claim", "release"].map((act) => [act, hanako.id]);
    expect(await trail()).toEqual(acts);
  });

  test("is for the holder only, and harmless for others", async () => {
    expect(await release(taro)).toBe(false);
    const { claim } = await take(hanako);
    expect(await release(taro)).toBe(false);
    expect(await findClaim(db, subject)).toEqual(claim);
  });
});

describe("a sign of life", () => {
  test("lengthens the lease of its holder, and of nobody else", async () => {
    const renew = (by: typeof hanako | typeof taro) =>
      db.transaction((db) => renewClaim(db, by, subject));
    expect(await renew(hanako)).toBeNull();
    const { claim } = await take(hanako);
    expect(await renew(hanako)).toMatchObject({ token: 1, until: claim.until });
    await ageClaims(db, 3);
    expect(await renew(taro)).toBeNull();
    const renewed = await renew(hanako);
    expect(renewed && (await secondsLeft(renewed))).toBeGreaterThan(14 * 60);
    expect(await findClaim(db, subject)).toEqual(renewed);
    const told = await rows(db, sql`select act, actor from event order by id`);
    expect(told).toEqual([
      { act: "claim", actor: hanako.id },
      { act: "renew", actor: hanako.id },
    ]);
    expect(await trail()).toHaveLength(1);
  });
});

describe("a check before a change", () => {
  test("lets through what nobody holds", async () => {
    expect(await check(taro)).toBeNull();
    await take(hanako);
    await release(hanako);
    expect(await check(taro)).toBeNull();
    await take(hanako);
    await ageClaims(db, 16);
    expect(await check(taro)).toBeNull();
  });

  test("renews what is one's own", async () => {
    await take(hanako);
    await ageClaims(db, 10);
    const claim = await check(hanako, 1);
    expect(claim && (await secondsLeft(claim))).toBeGreaterThan(14 * 60);
    expect(await findClaim(db, subject)).toEqual(claim);
  });

  test("refuses what another holds", async () => {
    await take(hanako);
    await expect(check(taro)).rejects.toMatchObject({ type: "claimed" });
  });

  test.each([
    ["was stolen", async () => void (await take(taro, { steal: true }))],
    [
      "ran out and was taken",
      async () => {
        await ageClaims(db, 16);
        await take(taro);
      },
    ],
    [
      "ran out, was taken and was given back",
      async () => {
        await ageClaims(db, 16);
        await take(taro);
        await release(taro);
      },
    ],
  ])("refuses the token of a claim that %s", async (_, lose) => {
    const { claim } = await take(hanako);
    await lose();
    const holder = await findClaim(db, subject);
    const extra = holder ? { holder: taro.id, holder_name: "佐藤 太郎" } : {};
    await expect(check(hanako, claim.token)).rejects.toMatchObject({
      ...{ type: "claim-lost", status: problems["claim-lost"].status },
      extra,
    });
  });

  test("refuses tokens that were never given, and another's", async () => {
    await expect(check(hanako, 1)).rejects.toMatchObject({ type: "claim-lost" });
    await take(hanako);
    await expect(check(hanako, 2)).rejects.toMatchObject({ type: "claim-lost" });
    await expect(check(taro, 1)).rejects.toMatchObject({ type: "claim-lost" });
  });
});

test("those of many subjects are listed as long as they are held", async () => {
  for (const [by, name] of [
    [hanako, "stack:3"],
    [taro, "entry:7"],
    [taro, "stack:4"],
    [hanako, "stack:5"],
  ] as const) {
    await db.transaction((db) => takeClaim(db, by, name));
  }
  await db.transaction((db) => releaseClaim(db, taro, "stack:4"));
  const found = await listClaims(db, ["stack:3", "stack:4", "entry:7", "stack:99"]);
  expect(found.map((one) => [one.subject, one.actor])).toEqual([
    ["entry:7", taro.id],
    ["stack:3", hanako.id],
  ]);
  expect(await listClaims(db, [])).toEqual([]);
});

describe.runIf(onServer())("of two at once", () => {
  const rounds = 50;

  test("who takes, one has it and the other is told so", async () => {
    const other = connectServer(testDatabaseUrl() ?? "");
    for (let round = 1; round <= rounds; round += 1) {
      if (round % 2 === 0) await db.execute(sql`delete from claim`);
      else await ageClaims(db, 60);
      const ends = await Promise.allSettled([take(hanako), take(taro, {}, other.db)]);
      const won = ends.filter(({ status }) => status === "fulfilled");
      expect(won).toHaveLength(1);
      const lost = ends.find((end) => end.status === "rejected");
      expect(lost?.reason).toMatchObject({ type: "claimed" });
      const winner = ends[0].status === "fulfilled" ? hanako : taro;
      expect((await findClaim(db, subject))?.actor).toBe(winner.id);
      await release(winner);
    }
    await other.close();
  });

  async function edit(db: Db, token: number): Promise<void> {
    await checkClaim(db, hanako, subject, { token });
    const at = Temporal.Instant.from("2026-11-24T12:00:00Z");
    await addAudit(db, { at, actor: hanako, act: "edit", subject });
  }
  const save = (token: number) => db.transaction((db) => edit(db, token));

  test("who saves and who steals, the later knows of the earlier", async () => {
    const other = connectServer(testDatabaseUrl() ?? "");
    for (let round = 0; round < rounds; round += 1) {
      const { claim } = await take(hanako, { steal: true });
      const steal = () => take(taro, { steal: true }, other.db);
      const isStolenFirst = round % 2 === 0;
      const early = isStolenFirst ? steal() : undefined;
      const saving = save(claim.token);
      const [saved, stolen] = await Promise.allSettled([saving, early ?? steal()]);
      expect(stolen.status).toBe("fulfilled");
      const acts = (await listAudit(db, subject)).slice(-2).map(({ act }) => act);
      if (saved.status === "fulfilled") expect(acts).toEqual(["edit", "steal"]);
      else {
        expect(saved.reason).toMatchObject({ type: "claim-lost" });
        expect(acts).toEqual([expect.stringMatching(/claim|steal/), "steal"]);
      }
    }
    await other.close();
  });

  /** Runs `first` in a transaction that stays open until `second` waits for it. */
  async function behind<T>(first: (db: Db) => Promise<unknown>, second: () => Promise<T>) {
    const done = Promise.withResolvers<void>();
    const holding = Promise.withResolvers<void>();
    const opened = db.transaction(async (db) => {
      await first(db);
      done.resolve();
      await holding.promise;
    });
    await done.promise;
    const waiting = Promise.allSettled([second()]);
    await vi.waitFor(
      async () => {
        const [found] = await rows<{ n: number }>(
          db,
          sql`select count(*)::int as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`,
        );
        expect(found?.n).toBe(1);
      },
      { timeout: 25_000 },
    );
    holding.resolve();
    await opened;
    return (await waiting)[0];
  }

  test("a save that waits for a theft is refused", async () => {
    const { claim } = await take(hanako);
    const steal = (db: Db) => takeClaim(db, taro, subject, { steal: true });
    const saved = await behind(steal, () => save(claim.token));
    expect(saved).toMatchObject({ status: "rejected", reason: { type: "claim-lost" } });
    expect((await trail()).map(([act]) => act)).toEqual(["claim", "steal"]);
  });

  test("a theft that waits for a save comes after it", async () => {
    const { claim } = await take(hanako);
    const saving = (db: Db) => edit(db, claim.token);
    const stolen = await behind(saving, () => take(taro, { steal: true }));
    expect(stolen).toMatchObject({ value: { lost: { actor: hanako.id } } });
    expect((await trail()).map(([act]) => act)).toEqual(["claim", "edit", "steal"]);
  });

  test.each(["there was none before", "an old one ran out"])(
    "a taker that waits for another is refused, where %s",
    async (before) => {
      if (before.startsWith("an old")) {
        await take(hanako);
        await ageClaims(db, 60);
      }
      const first = (db: Db) => takeClaim(db, taro, subject);
      const second = await behind(first, () => take(hanako));
      expect(second).toMatchObject({ status: "rejected", reason: { type: "claimed" } });
      expect((await findClaim(db, subject))?.actor).toBe(taro.id);
    },
  );
});
