import type { Archive, Language } from "#base/archive.ts";
import { type Html, html } from "#base/html.ts";
import { cleanText } from "#base/text.ts";
import { membersShown, type ShownCorrection } from "#entries/correction-shown.ts";
import { reportedShown } from "#entries/dates-shown.ts";

/** `【訂正】2026.11.25 要旨: 7隻は6隻の誤り。` below the text that it corrected. */
export function correctionLine(archive: Archive, correction: ShownCorrection): Html {
  return html`<p class="correction">${correctionText(archive, correction)}</p>`;
}

/** The same as plain text. */
export function correctionText(archive: Archive, correction: ShownCorrection): string {
  const { mark, colon } = words[archive.language];
  const day = correction.at.toZonedDateTimeISO(archive.timeZone).toPlainDate();
  const members = membersShown(correction, archive.language);
  const head = `${mark}${reportedShown(day, null)}${members === "" ? "" : ` ${members}`}`;
  const reason = cleanText(correction.reason ?? "");
  return reason === "" ? head : `${head}${colon}${reason}`;
}

const words: Readonly<Record<Language, { mark: string; colon: string }>> = {
  ja: { mark: "【訂正】", colon: ": " },
  en: { mark: "Corrected ", colon: ": " },
};
