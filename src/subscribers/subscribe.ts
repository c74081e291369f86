// Double opt-in: nothing is sent to an address but the question, until its reader says yes.

import type { Language } from "#base/archive.ts";
import { Problem } from "#base/problem.ts";
import { parseAddress } from "#mail/addresses.ts";
import { confirmUrl, unsubscribeUrl } from "./links.ts";
import { alreadyNotice, confirmNotice } from "./notices.ts";
import type { Readers } from "./readers.ts";
import { askSubscriber, forgetAsking, markTold, type Wishes } from "./store.ts";

export type Subscribe = {
  address: string;
  language?: Language | undefined;
  /** Schedule ids; all by default. */
  digests?: readonly string[] | undefined;
  /** Topic slugs; all by default. */
  topics?: readonly string[] | undefined;
};

/**
 * Asks the reader by mail, at most once in 24 hours. Says nothing of whether the address is known:
 * a reader who has confirmed is told so by mail instead, and the wishes stay as they are; who is
 * suppressed gets nothing. Throws Problem "invalid-input" or "mail-unavailable".
 */
export async function subscribe(readers: Readers, asked: Subscribe): Promise<void> {
  const { db, clock } = readers;
  const wishes = wishesOf(readers, asked);
  const now = clock();
  const times = { now, askedBefore: now.subtract({ hours: 24 }) };
  const reader = await askSubscriber(db, wishes, times);
  if (reader) return send(reader.id, () => confirm(reader.id));
  const known = await markTold(db, wishes.key, times);
  if (known) return send(known.id, () => tell(known.id));

  function confirm(id: string): Promise<void> {
    const url = confirmUrl(readers, { id, language: wishes.language }, now);
    return readers.sendNotice(confirmNotice(readers, wishes, url));
  }

  function tell(id: string): Promise<void> {
    const url = unsubscribeUrl(readers, { id, language: wishes.language });
    return readers.sendNotice(alreadyNotice(readers, wishes, url));
  }

  async function send(id: string, mail: () => Promise<void>): Promise<void> {
    try {
      await mail();
    } catch (err) {
      await forgetAsking(db, id);
      throw err;
    }
  }
}

function wishesOf({ archive, digests }: Readers, asked: Subscribe): Wishes {
  const address = parseAddress(asked.address);
  if (!address) throw invalid("/address", "is not a mail address we can send to");
  const offered = digests.map((digest) => digest.id);
  const topics = archive.topics.map((topic) => topic.slug);
  return {
    address,
    // Nobody has two readers in one mailbox, whatever RFC 5321 says of the case of a local part.
    key: address.toLowerCase(),
    language: asked.language ?? archive.language,
    digests: known("/digests", asked.digests ?? offered, offered),
    topics: known("/topics", asked.topics ?? [], topics),
  };
}

function known(at: string, wanted: readonly string[], offered: readonly string[]): string[] {
  const missing = wanted.find((id) => !offered.includes(id));
  if (missing !== undefined) {
    throw invalid(at, `has ${JSON.stringify(missing)}; choose from ${offered.join(", ")}`);
  }
  return [...new Set(wanted)];
}

function invalid(at: string, message: string): Problem {
  return new Problem("invalid-input", `body${at} ${message}.`, {
    parts: [{ at: `body${at}`, message }],
  });
}
