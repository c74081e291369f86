// CPU time of this process with its workers, and of the PostgreSQL backends that serve it.

import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";

/** Milliseconds since the start of each; `database` is NaN where its processes are out of sight. */
export type Cpu = { own: number; database: number };

/** Linux counts in hundredths of a second everywhere (USER_HZ). */
const msPerTick = 10;

export async function readCpu(db: Db): Promise<Cpu> {
  const { user, system } = process.cpuUsage();
  const backends = await rows<{ pid: number }>(
    db,
    sql`select pid from pg_stat_activity where datname = current_database()`,
  );
  const database = backends.reduce((sum, { pid }) => sum + processMs(pid), 0);
  return { own: (user + system) / 1000, database };
}

export function cpuBetween(before: Cpu, after: Cpu): Cpu {
  return { own: after.own - before.own, database: after.database - before.database };
}

/** Of a process; utime and stime, the 14th and 15th field of proc(5) stat; the 2nd may hold spaces. */
export function processMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * msPerTick;
  } catch {
    return Number.NaN;
  }
}
