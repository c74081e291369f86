// What must hold of the desk whatever was done to it, asked of the database (the nine invariants of
// its state machine, as far as rows can tell).

import { sql } from "drizzle-orm";
import { type Db, rows } from "#db/types.ts";

const invariants: Readonly<Record<string, string>> = {
  "a candidate belongs to a stack that is not merged": `
    select c.id from candidate c left join stack s on s.id = c.stack_id
    where c.stack_id is not null and (s.id is null or s.state = 'merged')`,
  "candidates have the state of their stack, but for copies of a headline": `
    select c.id from candidate c join stack s on s.id = c.stack_id
    where c.state <> 'duplicate' and c.state::text <> s.state::text`,
  "a stack stands for candidates of its own; a merged one has none": `
    select s.id from stack s where case when s.state = 'merged'
      then s.merged_into is null or exists (select from candidate c where c.stack_id = s.id)
      else s.merged_into is not null
        or not exists (select from candidate c where c.stack_id = s.id and c.id = s.lead_id) end`,
  "a stack has at most one live entry, and only an accepted one has any": `
    select s.id from stack s join entry e on e.stack_id = s.id
    where e.corrects is null and e.state <> 'withdrawn'
    group by s.id having count(*) > 1 or bool_or(s.state <> 'accepted')`,
  "an accepted stack has an entry that is or was": `
    select s.id from stack s where s.state = 'accepted'
      and not exists (select from entry e where e.stack_id = s.id)`,
  "an entry has at most one open correction": `
    select e.corrects from entry e where e.corrects is not null
      and e.state in ('draft', 'in_review', 'approved') group by 1 having count(*) > 1`,
  "an archive id is given once, and its day's counter is not below it": `
    select e.archive_id from entry e where e.archive_id is not null and (
      (select count(*) from entry o where o.archive_id = e.archive_id) > 1
      or coalesce((select last from day_counter d where d.day = e.reported_on), 0)
        < right(e.archive_id, 2)::int)`,
  "what was public has all its revisions, each once": `
    select e.id from entry e where e.published_at is not null and e.corrects is null
      and (select array_agg(r.revision order by r.revision) from entry_revision r where r.entry_id = e.id)
        is distinct from (select array_agg(n) from generate_series(1, e.revision) n)`,
  "an approval has an approver": `
    select id from entry where state = 'approved' and approved_by is null`,
  "every act of the trail names an operation that was made": `
    select a.id from audit a where a.operation is not null
      and not exists (select from operation o where o.id = a.operation)`,
};

/** The invariants that do not hold, each with the first rows that break it. */
export async function brokenInvariants(db: Db): Promise<string[]> {
  const broken: string[] = [];
  for (const [name, query] of Object.entries(invariants)) {
    const found = await rows<Record<string, unknown>>(db, sql.raw(`${query} limit 5`));
    if (found.length > 0) broken.push(`not so: ${name}: ${JSON.stringify(found)}`);
  }
  return broken;
}
