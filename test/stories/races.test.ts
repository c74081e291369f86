// Two editors at two servers do things at the same moment: one of them wins, the other is told, and
// nothing is half done. RACES says how often each is tried; 200 takes some minutes.

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Db, rows } from "#db/types.ts";
import { onServer, openTestDatabase, testDatabaseUrl } from "../support/database.ts";
import { brokenInvariants } from "../support/invariants.ts";
import { seedInReview, seedStacks } from "../support/seeded.ts";
import { type Ask, type Asked, type Desks, openTwoDesks } from "../support/two-desks.ts";

const rounds = Number(process.env.RACES ?? 20);
/** Pairs under way at once: neighbours that wait for the same locks are part of the race. */
const atOnce = 4;

// PGlite has one connection and takes one process: there is no race to lose.
describe.skipIf(!onServer())("races at the desk (PostgreSQL only)", { timeout: 120_000 }, () => {
  let db: Db;
  let desks: Desks;
  let one: Ask;
  let two: Ask;

  beforeAll(async () => {
    db = await openTestDatabase();
    desks = await openTwoDesks(db, testDatabaseUrl() ?? "");
    one = await desks.editor(0, "approver", "one");
    two = await desks.editor(1, "approver", "two");
  }, 60_000);
  afterAll(() => desks.close());

  /** Each subject once, both acts at the same moment. */
  async function race<Subject>(
    subjects: readonly Subject[],
    acts: readonly [(subject: Subject) => Promise<Asked>, (subject: Subject) => Promise<Asked>],
  ): Promise<[Asked, Asked][]> {
    const results: [Asked, Asked][] = [];
    const left = subjects.entries();
    const runner = async (): Promise<void> => {
      for (const [n, subject] of left) {
        results[n] = await Promise.all([acts[0](subject), acts[1](subject)]);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, runner));
    return results;
  }

  /** How often the first won, having seen that exactly one did and the other was told why. */
  function winners(results: readonly [Asked, Asked][], types: readonly string[]): number {
    for (const [first, second] of results) {
      const refused = [first, second].filter(({ status }) => status >= 400);
      expect(refused).toHaveLength(1);
      expect(types.map((type) => `/problems/${type}`)).toContain(refused[0]?.json.type);
    }
    return results.filter(([first]) => first.status < 400).length;
  }

  const accept = (ask: Ask) => (stack: number) => ask("POST", `/api/stacks/${stack}/accept`, {});
  const sound = async (): Promise<void> => expect(await brokenInvariants(db)).toEqual([]);

  test("two accept: one draft, and the second is told which", async () => {
    const results = await race(await seedStacks(db, rounds), [accept(one), accept(two)]);
    winners(results, ["wrong-state", "claimed"]);
    for (const pair of results) {
      const [made, late] = pair.toSorted((a, b) => a.status - b.status);
      expect(late?.json.entry).toBe(made?.json.id);
    }
    await sound();
  });

  test("accept against reject: one of them, never both", async () => {
    const reject = (stack: number): Promise<Asked> =>
      two("POST", `/api/stacks/${stack}/reject`, {});
    const stacks = await seedStacks(db, rounds);
    const accepted = winners(await race(stacks, [accept(one), reject]), ["wrong-state"]);
    const found = await rows<{ entries: number }>(
      db,
      sql`select count(*)::int as entries from entry where stack_id >= ${stacks[0]}`,
    );
    expect(found[0]?.entries).toBe(accepted);
    await sound();
  });

  test("merge against accept: what is accepted is not swallowed", async () => {
    const stacks = await seedStacks(db, 2 * rounds);
    const pairs = stacks
      .slice(0, rounds)
      .map((stack, n) => [stack, stacks[rounds + n] ?? 0] as const);
    const merge = ([into, other]: readonly [number, number]): Promise<Asked> =>
      one("POST", `/api/stacks/${into}/merge`, { stacks: [other] });
    winners(await race(pairs, [merge, ([, other]) => accept(two)(other)]), ["wrong-state"]);
    await sound();
  });

  test("merges of the same stories in both directions wait for no one for ever", async () => {
    const stacks = await seedStacks(db, 2 * rounds);
    const pairs = stacks
      .slice(0, rounds)
      .map((stack, n) => [stack, stacks[rounds + n] ?? 0] as const);
    const merge =
      (ask: Ask, turned: boolean) =>
      ([a, b]: readonly [number, number]): Promise<Asked> =>
        ask("POST", `/api/stacks/${turned ? b : a}/merge`, { stacks: [turned ? a : b] });
    winners(await race(pairs, [merge(one, false), merge(two, true)]), ["wrong-state"]);
    await sound();
  });

  test("approve against edit: an approval holds for the text it saw", async () => {
    const entries = await seedInReview(db, "2026-10-01", rounds / 4);
    const more = await Promise.all(
      ["2026-10-02", "2026-10-03", "2026-10-04"].map((day) => seedInReview(db, day, rounds / 4)),
    );
    const seen = { "if-match": '"v1"' };
    const results = await race(
      [...entries, ...more.flat()],
      [
        (id) => one("POST", `/api/entries/${id}/approve`, undefined, seen),
        (id) => two("PATCH", `/api/entries/${id}`, { summary: "書き直した。" }, seen),
      ],
    );
    winners(results, ["stale-version", "wrong-state"]);
    const approved = await rows<{ summary: string }>(
      db,
      sql`select summary from entry where state = 'approved' and summary <> '訓練があった。'`,
    );
    expect(approved).toEqual([]);
    await sound();
  });

  test("steal against save: the text is saved once, by the save or by the theft", async () => {
    const stacks = await seedStacks(db, rounds);
    const drafts: { id: number; version: string; token: string }[] = [];
    for (const stack of stacks) {
      const made = await accept(one)(stack);
      const id = Number(made.json.id);
      const claim = await one("PUT", `/api/entries/${id}/claim`, {});
      const text = { summary: "手もとの文。" };
      await one("PUT", `/api/entries/${id}/autosave`, { version: made.json.version, text });
      const version = String(made.headers.get("etag"));
      drafts.push({ id, version, token: String(claim.json.token) });
    }
    const results = await race(drafts, [
      ({ id, version, token }) =>
        one(
          "PATCH",
          `/api/entries/${id}`,
          { summary: "手もとの文。" },
          {
            "if-match": version,
            "claim-token": token,
          },
        ),
      ({ id }) => two("PUT", `/api/entries/${id}/claim`, { steal: true, reason: "締め切り" }),
    ]);
    for (const [save, steal] of results) {
      expect(steal.status).toBe(200);
      expect([200, 409, 412]).toContain(save.status);
    }
    const lost = await rows<{ id: number }>(
      db,
      sql`select id from entry where stack_id >= ${stacks[0]} and summary <> '手もとの文。'`,
    );
    expect(lost).toEqual([]);
    await sound();
  });

  test("fifty approvals of one day at once give fifty ids, day after day", async () => {
    const first = Temporal.PlainDate.from("2025-01-01");
    for (let round = 0; round < rounds; round += 1) {
      const day = first.add({ days: round }).toString();
      const entries = await seedInReview(db, day, 50);
      const answers = await Promise.all(
        entries.map((id, n) =>
          (n % 2 ? one : two)("POST", `/api/entries/${id}/approve`, undefined, {
            "if-match": '"v1"',
          }),
        ),
      );
      const ids = new Set(answers.map(({ json }) => json.archive_id));
      expect([day, ids.size, ids.has(undefined)]).toEqual([day, 50, false]);
    }
    await sound();
  }, 300_000);

  test("publish again after kill -9: public once, whatever the dead server had done", async () => {
    const atOnce = 10;
    for (let round = 0; round < rounds / atOnce; round += 1) {
      const day = Temporal.PlainDate.from("2024-01-01").add({ days: round }).toString();
      const entries = await seedInReview(db, day, atOnce);
      for (const id of entries) {
        await one("POST", `/api/entries/${id}/approve`, undefined, { "if-match": '"v1"' });
      }
      const { ask, kill } = await desks.victim();
      // Killed when some have been answered and the others are under way.
      const dead = Promise.withResolvers<void>();
      let answered = 0;
      const first = entries.map(async (id) => {
        const { status } = await ask("POST", `/api/entries/${id}/publish`);
        answered += 1;
        if (answered > round % atOnce) kill().then(dead.resolve, dead.reject);
        return status;
      });
      await Promise.allSettled(first);
      await dead.promise;
      const again = await Promise.all(
        entries.map((id) => two("POST", `/api/entries/${id}/publish`)),
      );
      expect(again.map(({ status, json }) => [status, json.state])).toEqual(
        entries.map(() => [200, "published"]),
      );
      const told = await rows<{ id: number }>(
        db,
        sql`select e.id from entry e where e.reported_on = ${day}::date and (e.revision <> 1
          or 1 <> (select count(*) from entry_revision r where r.entry_id = e.id)
          or 1 <> (select count(*) from audit a where a.subject = 'entry:' || e.id and a.act = 'publish'))`,
      );
      expect(told).toEqual([]);
    }
    await sound();
  }, 600_000);
});
