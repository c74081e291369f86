// An editor as a script: takes stories from the top of the queue and decides them, now and then the
// same as the colleague does at that moment; changes their mind; writes and publishes.

import { setTimeout as delay } from "node:timers/promises";
import { systemClock } from "#base/clock.ts";
import { numbersFrom } from "../support/numbers.ts";
import type { Ask, Asked } from "../support/two-desks.ts";

export type Tally = {
  done: number;
  refused: number;
  undone: number;
  published: number;
  /** How often the server did not answer. */
  interrupted: number;
};

type Row = { id: number; size: number; candidate: number };

export function openEditor(asked: Ask, { seed }: { seed: number }): { work: () => Promise<Tally> } {
  const tally: Tally = { done: 0, refused: 0, undone: 0, published: 0, interrupted: 0 };
  const random = numbersFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item | undefined =>
    items[Math.floor(random() * items.length)];

  return {
    work: async () => {
      for (let row = await next(); row; row = await next()) await decide(row);
      return tally;
    },
  };

  /** Refusals are counted; whatever else is not a success is a fault of the server. */
  async function ask(...question: Parameters<Ask>): Promise<Asked> {
    for (;;) {
      const answer = await asked(...question).catch(() => null);
      if (answer) {
        if (answer.status >= 400) tally.refused += 1;
        if (answer.status >= 400 && ![404, 409, 412].includes(answer.status)) {
          throw new Error(`${question.join(" ")}: ${answer.status} ${JSON.stringify(answer.json)}`);
        }
        return answer;
      }
      tally.interrupted += 1;
      await delay(100);
    }
  }

  async function next(): Promise<Row | undefined> {
    const queue = await list("/api/stacks?sort=rank&limit=6");
    if (queue.length > 0) return pick(queue);
    const [snoozed] = await list("/api/stacks?snoozed=true&limit=1");
    if (!snoozed) return undefined;
    await act(snoozed.id, "snooze", { until: null });
    return next();
  }

  async function list(path: string): Promise<Row[]> {
    return (await ask("GET", path)).json.items as Row[];
  }

  async function act(id: number, name: string, body: unknown): Promise<Asked> {
    const answer = await ask("POST", `/api/stacks/${id}/${name}`, body);
    if (answer.status < 400) tally.done += 1;
    return answer;
  }

  async function undo(done: Asked): Promise<void> {
    const operation = done.headers.get("operation");
    if (done.status >= 400 || operation === null) return;
    const { status } = await ask("POST", `/api/operations/${operation}/undo`);
    if (status < 400) tally.undone += 1;
  }

  async function decide(row: Row): Promise<void> {
    const die = random();
    if (die < 0.4) await act(row.id, "reject", { reason: "off topic" });
    else if (die < 0.5) await undo(await act(row.id, "reject", {}));
    else if (die < 0.7) await write(row);
    else if (die < 0.75) await undo(await act(row.id, "accept", {}));
    else if (die < 0.85) await merge(row);
    else if (die < 0.9 && row.size > 1) await act(row.id, "split", { candidates: [row.candidate] });
    else if (die < 0.93) await act(row.id, "snooze", { until: tomorrow() });
    else await sweep();
  }

  async function merge(row: Row): Promise<void> {
    const other = (await list("/api/stacks?limit=6")).find(({ id }) => id !== row.id);
    if (!other) return;
    const merged = await act(row.id, "merge", { stacks: [other.id] });
    if (random() < 0.4) await undo(merged);
  }

  async function sweep(): Promise<void> {
    const rows = await list("/api/stacks?sort=rank&limit=3");
    const decisions = rows.map(({ id }) => ({ stack: id, decision: "reject", reason: "old news" }));
    if (decisions.length === 0) return;
    const answer = await ask("POST", "/api/decisions", { decisions });
    const results = answer.json.results as { done: boolean }[];
    tally.done += results.filter(({ done }) => done).length;
    tally.refused += results.filter(({ done }) => !done).length;
    if (random() < 0.3) await undo(answer);
  }

  /** From the queue to the feed; whoever comes second leaves it to the other. */
  async function write(row: Row): Promise<void> {
    const draft = await act(row.id, "accept", {});
    if (draft.status >= 400) return;
    const path = `/api/entries/${draft.json.id}`;
    const seen = (answer: Asked) => ({ "if-match": answer.headers.get("etag") ?? "" });
    const text = { summary: `${draft.json.title}という。` };
    const written = await ask("PATCH", path, text, seen(draft));
    const submitted = await ask("POST", `${path}/submit`);
    if (written.status >= 400 || submitted.status >= 400) return;
    const approved = await ask("POST", `${path}/approve`, undefined, seen(submitted));
    if (approved.status >= 400 || random() < 0.3) return;
    const { status } = await ask("POST", `${path}/publish`);
    if (status < 400) tally.published += 1;
  }
}

function tomorrow(): string {
  return systemClock().add({ hours: 24 }).toString();
}
