import { sql } from "drizzle-orm";
import type { Db } from "#db/types.ts";
import { hosts, httpStates, pollStates, redirects, sources } from "#sources/table.ts";

/** `count` sources, one a host, due evenly over fifty minutes, of which five have passed. */
export async function fillSources(db: Db, count: number): Promise<void> {
  const numbers = sql`generate_series(1, ${count}::int) n`;
  // 7919 is prime: neighbours in the table are not neighbours in time.
  const dueAt = sql`now() + make_interval(secs => (n::bigint * 7919 % ${count}::int)::float8
    / ${count}::int * 3000 - 300)`;
  await db.execute(sql`
    insert into ${sources} (id, name, homepage, addresses, kind, language, zone, terms, active)
    select 's-' || n, '潮見新報', 'https://news.example/',
      array['https://paper-' || n || '.example/feed'], 'feed', 'ja', 'Asia/Tokyo', 'invented', true
    from ${numbers}`);
  await db.execute(sql`
    insert into ${pollStates} (source_id, host, active, next_poll_at)
    select 's-' || n, 'paper-' || n || '.example', true, ${dueAt} from ${numbers}`);
  await db.execute(sql`
    insert into ${hosts} (id, due_at, next_slot_at)
    select 'paper-' || n || '.example', ${dueAt}, now() - interval '1 hour' from ${numbers}`);
  await db.execute(sql`
    insert into ${httpStates} (source_id, url, etag)
    select 's-' || n, 'https://paper-' || n || '.example/feed', '"1"' from ${numbers}`);
  await db.execute(sql`
    insert into ${redirects} (source_id, url, target, first_seen_at)
    select 's-' || n, 'https://paper-' || n || '.example/feed',
      'https://www.paper-' || n || '.example/feed', now() from ${numbers} where n % 10 = 0`);
  // As autovacuum and time do on a server of one's own; else claims would write out what was loaded.
  await db.execute(sql`vacuum analyze`);
  await db.execute(sql`checkpoint`);
}
