// A slot job freezes each digest; one tick job sends whatever is due, of any issue.

import type { SlotJob, TickJob } from "#jobs/schedule.ts";
import { type Freezer, freezeIssue } from "./freeze.ts";
import { domainOf } from "./letter.ts";
import type { DigestSchedule } from "./schedule.ts";
import { sendDue } from "./send.ts";
import type { Sending } from "./sending.ts";

const restSeconds = 60;

/** `signal` ends a turn of sending after the mails that are on their way. */
export function digestJobs(
  sending: Sending,
  signal: AbortSignal,
): { slots: SlotJob[]; ticks: TickJob[] } {
  const freezer: Freezer = { ...sending, mailDomain: domainOf(sending.from.address) };
  return {
    slots: sending.schedules.map((schedule) => freezing(freezer, schedule)),
    ticks: [{ name: "send digests", cron: "*/5 * * * * *", run: sender(sending, signal) }],
  };
}

function freezing(freezer: Freezer, schedule: DigestSchedule): SlotJob {
  return {
    name: `digest ${schedule.id}`,
    cron: schedule.cron,
    timeZone: freezer.archive.timeZone,
    maxLatenessHours: schedule.max_lateness_hours,
    run: async (slot) => {
      const frozen = await freezeIssue(freezer, schedule, slot);
      if (frozen.outcome === "known") return `${frozen.id} was there`;
      const { pending = 0, empty = 0 } = frozen.deliveries;
      return `${frozen.issue.id} ${frozen.issue.state}: ${pending} mails, ${empty} with nothing new`;
    },
  };
}

function sender(sending: Sending, signal: AbortSignal): () => Promise<void> {
  const { clock, log } = sending;
  let restUntil = clock();
  return async () => {
    if (signal.aborted || Temporal.Instant.compare(clock(), restUntil) < 0) return;
    const { settled, isUnreachable } = await sendDue(sending, signal);
    if (Object.keys(settled).length > 0) log.info(settled, "digests sent");
    if (isUnreachable) restUntil = clock().add({ seconds: restSeconds });
  };
}
