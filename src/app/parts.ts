// Everything that a server or a command works with, opened once and closed in order.

import { join } from "node:path";
import type { Logger } from "pino";
import { type Clock, systemClock } from "#base/clock.ts";
import type { Gather } from "#candidates/gather.ts";
import type { Stacking } from "#candidates/stacking.ts";
import type { Config } from "#config/read-config.ts";
import { type Database, openDatabase } from "#db/open.ts";
import { type Fragments, openFragments } from "#digests/fragments.ts";
import type { Freezer } from "#digests/freeze.ts";
import { domainOf } from "#digests/letter.ts";
import type { Sending } from "#digests/send.ts";
import type { Desk } from "#entries/draft.ts";
import { featuresOf } from "#entries/entry-terms.ts";
import type { Indexing } from "#entries/similar-index.ts";
import { openHouseStyle } from "#entries/style-rules.ts";
import { openEntities } from "#likeness/entities.ts";
import { type Mailer, openMailer } from "#mail/notice.ts";
import { openTransport, type Transport } from "#mail/transport.ts";
import type { Download } from "#net/outcome.ts";
import { openBreaker } from "#sources/breaker.ts";
import { upsertSources } from "#sources/store.ts";
import { openReader } from "./open-reader.ts";
import { openRanking, type Ranking } from "./rank-jobs.ts";
import { keptSecret } from "./secret.ts";

export type Parts = {
  config: Config;
  log: Logger;
  clock: Clock;
  database: Database;
  secret: string;
  transport: Transport;
  mailer: Mailer;
  downloadOnce: (url: string) => Promise<Download>;
  gather: Gather;
  stacking: Stacking;
  indexing: Indexing;
  ranking: Ranking;
  desk: Desk;
  outboxDir: string;
  from: { name: string; address: string };
  /** Entries as parts of mails, made once for all readers. */
  fragments: Fragments;
  close: () => Promise<void>;
};

type Surroundings = { log: Logger; clock: Clock };

/** Opens and migrates the database, and everything else with it. */
export async function openParts(
  config: Config,
  surroundings: Surroundings,
): Promise<{ ok: Parts } | { directoryInUse: string }> {
  const opened = await openDatabase(config.settings);
  if (opened.outcome !== "ok") return { directoryInUse: opened.dir };
  return { ok: await assembleParts(config, opened.database, surroundings) };
}

/** The parts over a migrated database; brings its sources up to date with the configuration. */
export async function assembleParts(
  config: Config,
  database: Database,
  { log, clock }: Surroundings,
): Promise<Parts> {
  const { settings } = config;
  const { db } = database;
  await upsertSources(db, config.sources, clock());
  const outboxDir = join(settings.dataDir, "outbox");
  const transport = openTransport({ smtpUrl: settings.smtpUrl, outboxDir });
  const from = {
    name: settings.mailFrom.name || config.archive.title,
    address: settings.mailFrom.address,
  };
  const { reader, downloadOnce, closeReader } = openReader(config, db, clock);
  const entities = openEntities(config.entities);
  return {
    ...{ config, log, clock, database, transport, outboxDir, from },
    fragments: openFragments(config.archive),
    secret: settings.secret ?? (await keptSecret(db)),
    mailer: openMailer({ transport, from, clock, log }),
    downloadOnce,
    gather: {
      ...{ db, clock, log, reader },
      byDatabaseClock: clock === systemClock,
      breaker: openBreaker(),
      topics: config.archive.topics,
      policy: {
        minimumMinutes: config.polling.minimum_interval_minutes,
        defaultMinutes: config.polling.default_interval_minutes,
      },
      concurrency: config.polling.concurrency,
    },
    stacking: {
      ...{ db, clock, log, entities },
      thresholds: {
        stack: config.stacking.stack_above,
        perhaps: config.stacking.perhaps_above,
        hours: config.stacking.window_hours,
      },
    },
    indexing: { db, log, entities, features: featuresOf(config.entities) },
    ranking: openRanking(config.archive, { db, clock, log, entities }),
    desk: {
      ...{ db, clock, timeZone: config.archive.timeZone },
      secondEditor: config.approval.require_second_editor,
      style: openHouseStyle(config.style, {
        language: config.archive.language,
        names: config.entities.map(({ names }) => names),
      }),
    },
    close: async () => {
      await Promise.all([closeReader(), transport.close()]);
      await database.close();
    },
  };
}

/** What sending digests takes. */
export function sendingOf(parts: Parts): Sending {
  const { config, database, clock, log, transport, secret, from, fragments } = parts;
  return {
    ...{ db: database.db, clock, log, transport, secret, from, fragments },
    archive: config.archive,
    schedules: config.digests,
    sign: null,
    unsubscribeMailto: null,
  };
}

/** What freezing an issue takes. */
export function freezerOf({ config, database, clock, secret, from }: Parts): Freezer {
  const mailDomain = domainOf(from.address);
  return { db: database.db, clock, secret, mailDomain, archive: config.archive };
}
