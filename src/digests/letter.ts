// A digest as a mail: the fields of a list, and all that makes a second try the same mail.

import { type Archive, type Language, topicTitle } from "#base/archive.ts";
import { listHeaders } from "#mail/list-headers.ts";
import type { Message } from "#mail/message.ts";
import { unsubscribeUrl } from "#subscribers/links.ts";
import { composeDigest } from "./compose.ts";
import type { Delivery } from "./delivery-store.ts";
import type { CitingEntry, Fragments } from "./fragments.ts";
import type { Issue } from "./issue-store.ts";
import { periodOf } from "./period.ts";
import type { DigestSchedule } from "./schedule.ts";

export type Sender = {
  archive: Archive;
  secret: string;
  from: { name: string; address: string };
  /** Also offered in List-Unsubscribe; null: only the link. */
  unsubscribeMailto: string | null;
};

/** `schedule` is null where the configuration has dropped it since the freeze. */
export function digestLetter(
  sender: Sender,
  issue: Issue,
  schedule: DigestSchedule | null,
  delivery: Delivery,
  entries: readonly CitingEntry[],
  fragments: Fragments,
): Message {
  const { archive, from } = sender;
  const language: Language = delivery.language === "en" ? "en" : "ja";
  const leaveUrl = unsubscribeUrl(sender, { id: delivery.subscriberId, language });
  const composed = composeDigest(
    {
      archive,
      title: topicTitle(schedule ?? archive, language),
      period: periodOf(schedule?.frequency ?? "weekly", issue.slot, archive.timeZone),
      language,
      entries,
      unsubscribeUrl: leaveUrl,
    },
    fragments,
  );
  return {
    ...composed,
    from,
    to: { address: delivery.address },
    // Not the time of the try: RFC 5322 §3.6.1 wants when the mail was complete.
    date: issue.approvedAt ?? issue.createdAt,
    messageId: delivery.messageId,
    language,
    headers: headersOf(sender, issue, leaveUrl),
    envelopeFrom: from.address,
  };
}

function headersOf(
  { archive, from, unsubscribeMailto }: Sender,
  { id, schedule }: Issue,
  leaveUrl: string,
): Record<string, string> {
  const domain = domainOf(from.address);
  return {
    ...listHeaders({
      listId: { phrase: schedule, id: `${schedule}.${domain}` },
      unsubscribeUrl: leaveUrl,
      unsubscribeMailto,
      archiveUrl: `${archive.url}/`,
      helpUrl: `${archive.url}/subscribe`,
    }),
    "Auto-Submitted": "auto-generated",
    Precedence: "bulk",
    // Google's form: campaign, customer, kind, sender.
    "Feedback-ID": `${id}:${schedule}:digest:${domain}`,
  };
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
