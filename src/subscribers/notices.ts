// The two mails that subscribing may cause. Plain text: a link and what it does.

import { type Archive, type Language, topicTitle } from "#base/archive.ts";
import type { DigestOffered } from "./readers.ts";
import { words } from "./words.ts";

type Offer = { archive: Archive; digests: readonly DigestOffered[] };
type Wanted = { address: string; language: Language; digests: readonly string[] };
type Notice = { to: string; subject: string; text: string; language: Language };

/** Asks for the reader's yes. */
export function confirmNotice(offer: Offer, wanted: Wanted, url: string): Notice {
  const { confirmSubject, confirmText } = words[wanted.language].mail;
  const titles = titlesOf(offer, wanted);
  return notice(wanted, confirmSubject(offer.archive.title), [
    confirmText.asked(offer.archive.title, wanted.address),
    titles.map((title) => `・${title}`).join("\n"),
    `${confirmText.press}\n${url}`,
    confirmText.ignore,
    `${offer.archive.title}\n${offer.archive.url}/`,
  ]);
}

/** Tells a reader who has long said yes. */
export function alreadyNotice(offer: Offer, wanted: Wanted, url: string): Notice {
  const { alreadySubject, alreadyText } = words[wanted.language].mail;
  return notice(wanted, alreadySubject(offer.archive.title), [
    alreadyText.already(offer.archive.title, wanted.address),
    `${alreadyText.leave}\n${url}`,
    `${offer.archive.title}\n${offer.archive.url}/`,
  ]);
}

function titlesOf({ digests }: Offer, { digests: wanted, language }: Wanted): string[] {
  return digests
    .filter(({ id }) => wanted.includes(id))
    .map((digest) => topicTitle(digest, language));
}

function notice(
  { address, language }: Wanted,
  subject: string,
  paragraphs: readonly string[],
): Notice {
  return { to: address, subject, text: `${paragraphs.join("\n\n")}\n`, language };
}
