// What the database says of its own tables.

import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";

export type Table = {
  name: string;
  /** Types by column, in the order of the table, without those that are generated from others. */
  columns: Record<string, string>;
  /** Its primary key, quoted, to order by; "" where it has none. */
  key: string;
  /** Columns whose numbers the database gives. */
  identities: string[];
};

/** Every table of the archive. */
export async function listTables(db: Db): Promise<Table[]> {
  const columns = await rows<{ table: string; column: string; type: string; identity: boolean }>(
    db,
    sql`select c.relname as "table", a.attname as "column", a.attidentity <> '' as "identity",
        format_type(a.atttypid, a.atttypmod) as "type"
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by c.relname, a.attnum`,
  );
  const keys = await rows<{ table: string; key: string }>(
    db,
    sql`select c.relname as "table", string_agg(quote_ident(a.attname), ', ' order by k.place) as "key"
      from pg_index i join pg_class c on c.oid = i.indrelid
        cross join unnest(i.indkey::int2[]) with ordinality as k(number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
      where i.indisprimary and c.relnamespace = 'public'::regnamespace group by c.relname`,
  );
  const keyOf = new Map(keys.map(({ table, key }) => [table, key]));
  const tables = new Map<string, Table>();
  for (const { table: name, column, type, identity } of columns) {
    const table = tables.get(name) ?? {
      name,
      columns: {},
      key: keyOf.get(name) ?? "",
      identities: [],
    };
    tables.set(name, table);
    table.columns[column] = type;
    if (identity) table.identities.push(column);
  }
  return [...tables.values()];
}

/** When each migration that the database has was made, oldest first. */
export async function listMigrations(db: Db): Promise<number[]> {
  const found = await rows<{ at: string }>(
    db,
    sql`select created_at::text as at from drizzle.__drizzle_migrations order by created_at`,
  );
  return found.map(({ at }) => Number(at));
}
