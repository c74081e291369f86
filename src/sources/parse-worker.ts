// The other side of parse-pool.ts.

import { parentPort } from "node:worker_threads";
import type { ParseInput } from "./parse-feed.ts";
import { parseKind } from "./parse-kind.ts";

parentPort?.on("message", async (input: ParseInput) => {
  parentPort?.postMessage(await parseKind(input));
});
