// Faults of the database as they are told: drizzle's message holds the statement and its parameters.

import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { faultInWords } from "#base/fault-words.ts";
import { openLog } from "#base/log.ts";
import { subscribers } from "#subscribers/table.ts";
import { openTestDatabase } from "../support/database.ts";

const address = "reader@harbour.example";

const statements = {
  "a value it does not take": sql`select * from ${subscribers} where id = ${address}::uuid`,
  "a number that is none": sql`select ${address}::bigint`,
  "a table that is not there": sql`select ${address}::text from "reader@harbour.example"`,
  "a mistake in the statement": sql`selec ${address}`,
  "a rule that is broken": sql`insert into api_key (name, role, prefix, hash, created_at, created_by)
    select ${address}::text, 'editor', 'x', 'same', now(), 'x' from generate_series(1, 2)`,
};

async function faultOf(statement: keyof typeof statements): Promise<unknown> {
  const db = await openTestDatabase();
  return db.execute(statements[statement]).then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
}

function logged(write: (log: ReturnType<typeof openLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(openLog({ level: "info", to: { write: (line) => void lines.push(line) } }));
  return JSON.parse(lines.join("")) as Record<string, unknown>;
}

describe.each(Object.keys(statements) as (keyof typeof statements)[])("%s", (statement) => {
  it("is told by its code, without the statement or what was in it", async () => {
    const words = faultInWords(await faultOf(statement));
    expect(words).toMatch(/^the database refused it: SQLSTATE [0-9A-Z]{5}/);
    expect(words).not.toMatch(/reader|harbour|select|insert/i);
  });

  it("is logged with code and stack, however it is given", async () => {
    const err = await faultOf(statement);
    const lines = [
      logged((log) => log.error({ err }, "failed")),
      logged((log) => log.error({ err })),
      logged((log) => log.error(err)),
      logged((log) => log.error({ err: new Error("outer", { cause: err }) }, "failed")),
      logged((log) => log.error({ said: (err as Error).message }, "failed")),
    ];
    for (const line of lines) {
      expect(JSON.stringify(line)).not.toMatch(/reader|harbour|selec|insert|generate_series/i);
    }
    expect(lines[0]).toMatchObject({
      msg: "failed",
      err: {
        code: expect.stringMatching(/^[0-9A-Z]{5}$/),
        stack: expect.stringMatching(/\n +at /),
      },
    });
    expect(lines[3]?.err).toMatchObject({ stack: expect.stringContaining("caused by") });
  });
});

it("a broken rule of a table is named", async () => {
  expect(faultInWords(await faultOf("a rule that is broken"))).toContain("api_key_hash");
});

it("another fault keeps its message, its code and its stack", () => {
  const err = Object.assign(new TypeError("no such door"), { code: "E_DOOR", query: "x" });
  expect(logged((log) => log.warn({ err }, "failed")).err).toEqual({
    ...{ type: "TypeError", message: "no such door", code: "E_DOOR" },
    stack: expect.stringMatching(/^TypeError: no such door\n +at /),
  });
});

it.each([
  ["text", "text"],
  [null, "null"],
  [new Error(""), "Error"],
  [Object.assign(new AggregateError([]), { code: "ECONNREFUSED" }), "ECONNREFUSED"],
])("%s thrown is told as well", (thrown, told) => {
  expect(faultInWords(thrown)).toBe(told);
  expect(logged((log) => log.error({ err: thrown }, "failed"))).toMatchObject({
    err: { message: told },
  });
});
