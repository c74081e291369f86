// The addresses of a reader's own pages.

import type { Archive, Language } from "#base/archive.ts";
import { writeToken } from "./tokens.ts";

type Reader = { id: string; language: Language };
type Links = { archive: Archive; secret: string };

/** A page with a button; good for a week from `at`. */
export function confirmUrl(
  { archive, secret }: Links,
  reader: Reader,
  at: Temporal.Instant,
): string {
  const token = writeToken(secret, { purpose: "confirm", id: reader.id, at });
  return `${archive.url}/subscribe/confirm?token=${token}${languageQuery("&", archive, reader)}`;
}

/** GET: a page with a button; POST: RFC 8058. The same address in every mail to the reader. */
export function unsubscribeUrl({ archive, secret }: Links, reader: Reader): string {
  const token = writeToken(secret, { purpose: "unsubscribe", id: reader.id, at: null });
  return `${archive.url}/unsubscribe/${token}${languageQuery("?", archive, reader)}`;
}

function languageQuery(join: string, archive: Archive, { language }: Reader): string {
  return language === archive.language ? "" : `${join}lang=${language}`;
}
