/** The canonical language tag (BCP 47), of `ja_jp` too; null where it is none. */
export function languageTag(written: string): string | null {
  try {
    return Intl.getCanonicalLocales(written.trim().replace("_", "-"))[0] ?? null;
  } catch {
    return null;
  }
}
