// npm run demo: the whole loop on one machine, without a network.

import { once } from "node:events";
import { systemClock } from "#base/clock.ts";
import { readEnvironment } from "#config/environment.ts";
import { guide } from "./guide.ts";
import { type DemoOptions, openDemo } from "./open-demo.ts";

export type DemoIo = {
  write: (line: string) => void;
  /** Ends the demo. */
  signal: AbortSignal;
  pace?: Pace;
};

type Pace = Pick<DemoOptions, "releaseEveryMs" | "pollEveryMs">;
const usualPace: Pace = { releaseEveryMs: 8_000, pollEveryMs: 10_000 };

/** Runs until the signal; gives the exit code. PORT is the first port to try, 3000 by default. */
export async function runDemo({ write, signal, pace = usualPace }: DemoIo): Promise<number> {
  write("Starting the demo: a newsstand, an archive and an inbox. This takes some seconds …");
  const demo = await openDemo({
    port: readEnvironment().settings.port,
    ...{ clock: systemClock, tell: write },
    ...pace,
  });
  if (!demo) {
    write("The demo's inbox needs smtp-server and mailparser. Run npm install with its");
    write("development packages (without --omit=dev), then start the demo again.");
    return 1;
  }
  for (const line of guide(demo)) write(line);
  if (!signal.aborted) await once(signal, "abort");
  write("Stopping …");
  await demo.close();
  return 0;
}
