// The people who may sign in. Nobody can add themselves.

import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import type { Actor, Role } from "#http/actor.ts";
import { addAudit } from "./audit.ts";
import { addPersonRow, listPersonRows, lockPersonRows, markRole, type Person } from "./store.ts";

export type { Person } from "./store.ts";

type Done = { by: Pick<Actor, "id" | "name">; now: Temporal.Instant };

/** Throws Problem "conflict" where the address is somebody's. Case does not count in addresses. */
export async function addPerson(
  db: Db,
  { name, address, role }: { name: string; address: string; role: Role },
  { by, now }: Done,
): Promise<Person> {
  return db.transaction(async (db) => {
    const person = await addPersonRow(db, { name, address: foldAddress(address), role }, now);
    if (!person) throw new Problem("conflict", `Somebody has the address ${address} already.`);
    const subject = `person:${person.id}`;
    await addAudit(db, { at: now, actor: by, act: "add-person", subject, after: { name, role } });
    return person;
  });
}

/** In the order they were added. */
export async function listPeople(db: Db): Promise<Person[]> {
  return listPersonRows(db);
}

/** Holds from the person's next request. The last admin stays one: Problem "conflict". */
export async function changeRole(
  db: Db,
  id: string,
  role: Role,
  { by, now }: Done,
): Promise<Person> {
  return db.transaction(async (db) => {
    const people = await lockPersonRows(db);
    const person = people.find((one) => one.id === id);
    if (!person) throw new Problem("not-found", `There is no person ${id}.`);
    const another = people.some((one) => one.id !== id && one.role === "admin");
    if (person.role === "admin" && role !== "admin" && !another) {
      throw new Problem("conflict", "This is the last admin; make somebody else one first.");
    }
    await addAudit(db, {
      at: now,
      actor: by,
      act: "change-role",
      subject: `person:${id}`,
      before: { role: person.role },
      after: { role },
    });
    return (await markRole(db, id, role, now)) ?? person;
  });
}

/** better-auth looks addresses up in lower case. */
export function foldAddress(address: string): string {
  return address.trim().toLowerCase();
}
