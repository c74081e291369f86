// The other side of parse-pool.ts.

import { parentPort } from "node:worker_threads";
import { type ParseInput, parseFeed } from "./parse-feed.ts";

parentPort?.on("message", async (input: ParseInput) => {
  parentPort?.postMessage(await parseFeed(input));
});
