// How an entry begins that no story was accepted for: a paper cutting, a page no source covers.

import type { Clock } from "#base/clock.ts";
import type { Db } from "#db/types.ts";
import { operate } from "#editors/operations.ts";
import type { Actor } from "#http/actor.ts";
import type { Done } from "./change.ts";
import type { HouseStyle } from "./style-rules.ts";
import type { EntryText } from "./text.ts";
import { makeEntry } from "./write.ts";

/** What the acts of editors on entries take. */
export type Desk = {
  db: Db;
  clock: Clock;
  /** The archive's zone, in which the day of a report is reckoned. */
  timeZone: string;
  /** Whether somebody other than the last writer must approve. */
  secondEditor: boolean;
  style: HouseStyle;
};

export async function createDraft(desk: Desk, actor: Actor, text: EntryText): Promise<Done> {
  const { result: entry, operation } = await operate(desk, actor, "draft", (db, operation) =>
    makeEntry(db, operation, text, { act: "draft" }),
  );
  return { entry, operation };
}
