// Tells admins by mail of sources that have fallen silent, once, and once when they are well again.

import type { Archive } from "#base/archive.ts";
import type { Clock } from "#base/clock.ts";
import type { Log } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import { listPeople } from "#editors/people.ts";
import { type Alert, type AlertKind, changeAlerts, forgetAlert } from "#sources/alert-store.ts";

export type Alerting = {
  db: Db;
  clock: Clock;
  log: Log;
  archive: Archive;
  sendNotice: (notice: {
    to: string;
    subject: string;
    text: string;
    language: "ja" | "en";
  }) => Promise<void>;
};

/** One look at all sources; what could not be mailed is told at the next. */
export async function alertAdmins(alerting: Alerting): Promise<void> {
  const { db, clock } = alerting;
  const { raised, cleared } = await changeAlerts(db, clock());
  for (const alert of raised) await tell(alerting, alert, "raised");
  for (const alert of cleared) await tell(alerting, alert, "cleared");
}

async function tell(
  { db, log, archive, sendNotice }: Alerting,
  alert: Alert,
  kind: "raised" | "cleared",
): Promise<void> {
  const people = await listPeople(db);
  const admins = people.filter(({ role }) => role === "admin");
  const { language } = archive;
  const letter = { ...texts[language](alert, kind, archive), language };
  log.warn({ source: alert.id, alert: alert.alert, kind }, "source alert");
  const sent = await Promise.allSettled(
    admins.map(({ email }) => sendNotice({ ...letter, to: email })),
  );
  const nobody = sent.length > 0 && sent.every(({ status }) => status === "rejected");
  if (nobody) await forgetAlert(db, alert, kind);
}

type Words = (
  alert: Alert,
  kind: "raised" | "cleared",
  archive: Archive,
) => { subject: string; text: string };

const reasons: Readonly<Record<"ja" | "en", Record<AlertKind, string>>> = {
  ja: {
    silent: "いつもの間隔の十倍を過ぎても新しい記事がありません。",
    "selector-empty": "ページの形が変わり、記事を一つも読み取れません。",
    gone: "アドレスがなくなったとの応答(410)が二日にわたり続いたため、巡回を止めました。",
  },
  en: {
    silent: "It has brought nothing new for ten times its usual gap.",
    "selector-empty": "Its page has changed its form: the selectors find no story.",
    gone: "It has answered 410 Gone over two days, so it is polled no more.",
  },
};

const texts: Readonly<Record<"ja" | "en", Words>> = {
  ja: ({ id, name, alert, detail }, kind, { title, url }) => ({
    subject:
      kind === "raised" ? `${title}:出典「${name}」に異状` : `${title}:出典「${name}」が回復`,
    text: [
      kind === "raised" ? reasons.ja[alert] : "新しい記事が再び届きました。",
      ...(detail ? [detail] : []),
      `${url}/api/sources/${id}`,
    ].join("\n\n"),
  }),
  en: ({ id, name, alert, detail }, kind, { title, url }) => ({
    subject:
      kind === "raised" ? `${title}: trouble with ${name}` : `${title}: ${name} is well again`,
    text: [
      kind === "raised" ? reasons.en[alert] : "It brings stories again.",
      ...(detail ? [detail] : []),
      `${url}/api/sources/${id}`,
    ].join("\n\n"),
  }),
};
