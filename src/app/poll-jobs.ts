// The jobs that keep sources polled and watched, what they bring stacked, and logs and index short.

import { alertAdmins } from "#candidates/alert.ts";
import { gather } from "#candidates/gather.ts";
import { stackNew } from "#candidates/stacking.ts";
import { forgetOldTerms } from "#candidates/stacking-forget.ts";
import { indexEntries } from "#entries/similar-index.ts";
import type { SlotJob, TickJob } from "#jobs/schedule.ts";
import { dropOldPolls } from "#sources/log-store.ts";
import type { Parts } from "./parts.ts";

const daysOfPolls = 30;

export function pollJobs(
  parts: Parts,
  signal: AbortSignal,
): { slots: SlotJob[]; ticks: TickJob[] } {
  const { gather: polling, stacking, database, clock, log, config, mailer } = parts;
  const { archive } = config;
  const alerting = { db: database.db, clock, log, archive, sendNotice: mailer.sendNotice };
  return {
    ticks: [
      {
        name: "poll sources",
        cron: "* * * * * *",
        run: async () => void (await gather(polling, { signal })),
      },
      {
        name: "stack candidates",
        cron: "* * * * * *",
        run: async () => void (await stackNew(stacking, { signal })),
      },
      {
        name: "index entries",
        cron: "* * * * * *",
        run: async () => void (await indexEntries(parts.indexing, { signal })),
      },
      { name: "alert admins", cron: "30 * * * * *", run: () => alertAdmins(alerting) },
    ],
    slots: [
      {
        name: "drop old polls",
        cron: "17 4 * * *",
        timeZone: archive.timeZone,
        maxLatenessHours: 24,
        run: async () => {
          const before = clock().subtract({ hours: 24 * daysOfPolls });
          let dropped = 0;
          for (let part = -1; part !== 0; dropped += part) {
            part = await dropOldPolls(database.db, before);
          }
          return `${dropped} dropped`;
        },
      },
      {
        name: "forget old terms",
        cron: "27 4 * * *",
        timeZone: archive.timeZone,
        maxLatenessHours: 24,
        run: async () => `${await forgetOldTerms(stacking)} candidates forgotten`,
      },
    ],
  };
}
