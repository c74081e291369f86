// What open desks are told of is kept for a week.

import { dropOldEvents } from "#editors/events.ts";
import type { SlotJob } from "#jobs/schedule.ts";
import type { Parts } from "./parts.ts";

const daysOfEvents = 7;

export function eventJobs({ database, clock, config }: Parts): SlotJob[] {
  return [
    {
      name: "drop old events",
      cron: "37 4 * * *",
      timeZone: config.archive.timeZone,
      maxLatenessHours: 24,
      run: async () => {
        const before = clock().subtract({ hours: 24 * daysOfEvents });
        return `${await dropOldEvents(database.db, before)} dropped`;
      },
    },
  ];
}
