import { listSources } from "#sources/store.ts";
import { exits, type Io, table } from "../io.ts";
import type { Parts } from "../parts.ts";

/** Every source, whether it is on, and what its last poll came to. */
export async function sourcesCommand(
  { database }: Parts,
  io: Io,
  options: { json?: boolean },
): Promise<number> {
  const found = await listSources(database.db);
  if (options.json) {
    io.out(JSON.stringify(found));
    return exits.ok;
  }
  const rows = found.map(({ source, state }) => {
    const on = source.retiredAt ? "retired" : source.active ? "on" : "off";
    const name = source.via ? `${source.name} (${source.via})` : source.name;
    const note = on === "off" ? (source.reason ?? "") : (state.detail ?? "");
    return [source.id, on, name, state.outcome ?? "-", note];
  });
  for (const line of table([["ID", "", "NAME", "LAST POLL", ""], ...rows])) io.out(line);
  return exits.ok;
}
