import type { SlotJob, TickJob } from "#jobs/schedule.ts";
import type { Hubbing } from "./hubbing.ts";
import { makeCalls } from "./make-calls.ts";
import { dropExpired } from "./subscription-store.ts";
import { watchFeeds } from "./watch.ts";

const everySecond = "* * * * * *";

/** None where the archive has no hub. */
export function websubJobs(
  hubbing: Hubbing,
  { timeZone, signal }: { timeZone: string; signal: AbortSignal },
): { slots: SlotJob[]; ticks: TickJob[] } {
  if (hubbing.hub.kind === "none") return { slots: [], ticks: [] };
  const watching = async (): Promise<void> => void (await watchFeeds(hubbing, { signal }));
  const calling = async (): Promise<void> => void (await makeCalls(hubbing, { signal }));
  return {
    ticks: [
      { name: "watch feeds", cron: everySecond, run: watching },
      { name: "call subscribers", cron: everySecond, run: calling },
    ],
    slots: [
      {
        name: "drop expired subscriptions",
        cron: "47 4 * * *",
        timeZone,
        maxLatenessHours: 24,
        run: async () => `${await dropExpired(hubbing.db, hubbing.clock())} dropped`,
      },
    ],
  };
}
