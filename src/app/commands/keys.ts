import { Problem } from "#base/problem.ts";
import { createKey, listKeys, revokeKey } from "#editors/keys.ts";
import type { Role } from "#http/actor.ts";
import { exits, type Io, table } from "../io.ts";
import type { Parts } from "../parts.ts";

/** Who has this machine's data has its keys. */
const operator = { id: "operator", name: "operator" };

export async function createKeyCommand(
  { database, clock }: Parts,
  io: Io,
  options: { role: Role; name?: string; json?: boolean },
): Promise<number> {
  const name = options.name ?? `${options.role} key`;
  const made = { name, role: options.role, by: operator, now: clock() };
  const { id, key } = await createKey(database.db, made);
  io.out(options.json ? JSON.stringify({ id, key, name, role: options.role }) : key);
  if (!options.json) io.err(`Key ${id} (${options.role}); it is shown only this once.`);
  return exits.ok;
}

export async function listKeysCommand(
  { database }: Parts,
  io: Io,
  options: { json?: boolean },
): Promise<number> {
  const keys = await listKeys(database.db);
  const rows = keys.map((key) => [
    ...[key.id, key.role, `${key.prefix}…`, key.name],
    ...[key.revokedAt ? "revoked" : (key.lastUsedAt?.toString() ?? "never used")],
  ]);
  const lines = options.json
    ? [JSON.stringify(keys)]
    : table([["ID", "ROLE", "KEY", "NAME", "LAST USED"], ...rows]);
  for (const line of lines) io.out(line);
  return exits.ok;
}

export async function revokeKeyCommand(
  { database, clock }: Parts,
  io: Io,
  id: string,
): Promise<number> {
  try {
    await revokeKey(database.db, id, { by: operator, now: clock() });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    io.err(error.message);
    return exits.failed;
  }
  io.out(`Key ${id} opens nothing any more.`);
  return exits.ok;
}
