import type { Archive, Language } from "#base/archive.ts";
import type { Clock } from "#base/clock.ts";
import type { Db } from "#db/types.ts";

/** A digest as readers are offered it. */
export type DigestOffered = { id: string; title: string; title_en?: string };

export type SendNotice = (notice: {
  to: string;
  subject: string;
  text: string;
  language: Language;
}) => Promise<void>;

/** What the acts on subscribers need. */
export type Readers = {
  db: Db;
  clock: Clock;
  archive: Archive;
  /** At least 32 characters; signs the links. */
  secret: string;
  digests: readonly DigestOffered[];
  /** Throws Problem "mail-unavailable" where the mail was not accepted. */
  sendNotice: SendNotice;
};

export function isLanguage(text: string | null): text is Language {
  return text === "ja" || text === "en";
}
