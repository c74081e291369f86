import { freezeIssue } from "#digests/freeze.ts";
import { sendDue } from "#digests/send.ts";
import { listOutbox } from "#mail/outbox.ts";
import { exits, type Io, table } from "../io.ts";
import { freezerOf, type Parts, sendingOf } from "../parts.ts";

/** Freezes an issue now and sends it, unless its digest waits for an approval. */
export async function sendDigestCommand(
  parts: Parts,
  io: Io,
  id: string,
  options: { json?: boolean },
): Promise<number> {
  const { digests } = parts.config;
  const schedule = digests.find((digest) => digest.id === id);
  if (!schedule) {
    io.err(`There is no digest ${id}; archive.yaml has ${digests.map((d) => d.id).join(", ")}.`);
    return exits.usage;
  }
  const frozen = await freezeIssue(freezerOf(parts), schedule, parts.clock());
  if (frozen.outcome === "known") {
    io.err(`Issue ${frozen.id} is being sent at this moment.`);
    return exits.failed;
  }
  const { settled, isUnreachable } = await sendDue(sendingOf(parts));
  const { issue, deliveries } = frozen;
  const told = Object.entries(settled).map(([state, number]) => `${number} ${state}`);
  const waits = issue.state === "frozen" ? "waits for approval" : told.join(", ") || "nothing sent";
  io.out(
    options.json
      ? JSON.stringify({ issue: issue.id, deliveries, settled })
      : `${issue.id}: ${deliveries.pending ?? 0} readers, ${deliveries.empty ?? 0} with nothing new; ${waits}.`,
  );
  if (isUnreachable) io.err("The mail server cannot be reached; the rest is sent when it can.");
  return isUnreachable ? exits.failed : exits.ok;
}

/** The mail that was written to files because there is no SMTP_URL, newest first. */
export async function listOutboxCommand(
  { outboxDir }: Parts,
  io: Io,
  options: { json?: boolean },
): Promise<number> {
  const letters = await listOutbox(outboxDir);
  if (options.json) io.out(JSON.stringify(letters));
  else if (letters.length === 0) io.out(`No mail in ${outboxDir}.`);
  else {
    const rows = letters.map(({ date, to, subject, file }) => [String(date), to, subject, file]);
    for (const line of table([["DATE", "TO", "SUBJECT", "FILE"], ...rows])) io.out(line);
  }
  return exits.ok;
}
