// Starts everything that the demo is made of, on this machine and in a directory of its own.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openParts, type Parts } from "#app/parts.ts";
import { readableLog } from "#app/readable-log.ts";
import { type Serving, serve } from "#app/serve.ts";
import type { Clock } from "#base/clock.ts";
import { openLog } from "#base/log.ts";
import { gather } from "#candidates/gather.ts";
import { describeFaults } from "#config/fault.ts";
import { readConfig } from "#config/read-config.ts";
import { demoEnvironment, writeDemoConfig } from "./demo-config.ts";
import { importDemoPage, startOfWalk } from "./fill.ts";
import { findFreePort } from "./free-port.ts";
import { tellMail, tellPolled, tellPrinting } from "./happenings.ts";
import { openMailCatcher } from "./mail-catcher.ts";
import { openNewsstand } from "./newsstand.ts";
import { papers } from "./papers.ts";
import { repeat } from "./repeat.ts";
import type { WalkFrom } from "./walk.ts";

export type Demo = WalkFrom & {
  newsstandUrl: string;
  inboxUrl: string;
  close: () => Promise<void>;
};

export type DemoOptions = {
  /** The first port to try; 0 takes any. */
  port: number;
  clock: Clock;
  /** What happens while it runs. */
  tell: (line: string) => void;
  releaseEveryMs: number;
  pollEveryMs: number;
};

/** Null where the libraries of the mail catcher are not installed. */
export async function openDemo(options: DemoOptions): Promise<Demo | null> {
  const { clock, tell } = options;
  await using opened = new AsyncDisposableStack();
  const dir = await mkdtemp(join(tmpdir(), "kawaraban-demo-"));
  opened.defer(() => rm(dir, { recursive: true, force: true }));
  const catcher = await openMailCatcher((mail) => tell(tellMail(mail)));
  if (!catcher) return null;
  opened.defer(catcher.close);
  const newsstand = await openNewsstand(clock);
  opened.defer(newsstand.close);

  await writeDemoConfig(join(dir, "config"), newsstand.url);
  const port = await findFreePort(options.port);
  const parts = await openDemoParts({ dir, port, smtpUrl: catcher.smtpUrl }, clock);
  const { start, serving } = await fillAndServe(parts).catch(async (err: unknown) => {
    await parts.close();
    throw err;
  });
  opened.defer(serving.close);

  opened.defer(
    repeat(options.releaseEveryMs, parts.log, async () => {
      const printing = newsstand.release();
      if (printing) tell(tellPrinting(printing));
    }),
  );
  opened.defer(
    repeat(options.pollEveryMs, parts.log, async () => {
      for (const polled of await gather(parts.gather, { only: paperIds }))
        tellPolled(polled).forEach(tell);
    }),
  );
  const running = opened.move();
  return {
    ...{ ...start, url: serving.url, newsstandUrl: newsstand.url, inboxUrl: catcher.url },
    close: () => running.disposeAsync(),
  };
}

const paperIds = papers.map(({ id }) => id);

async function openDemoParts(
  where: { dir: string; port: number; smtpUrl: string },
  clock: Clock,
): Promise<Parts> {
  const config = readConfig({ env: demoEnvironment(where) });
  if ("faults" in config) throw new Error(describeFaults(config.faults));
  const opened = await openParts(config.ok, {
    log: openLog({ level: "error", to: readableLog() }),
    clock,
  });
  if ("directoryInUse" in opened) throw new Error(`${opened.directoryInUse} is in use`);
  return opened.ok;
}

/** Filled before it is served: its own polling must not hold a source when the first is wanted. */
async function fillAndServe(
  parts: Parts,
): Promise<{ start: Omit<WalkFrom, "url">; serving: Serving }> {
  await importDemoPage(parts);
  await gather(parts.gather, { only: paperIds });
  return { start: await startOfWalk(parts), serving: await serve(parts) };
}
