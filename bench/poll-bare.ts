// The other side of bench/poll.ts: the same requests through undici alone, nothing parsed or stored.

import { setTimeout as delay } from "node:timers/promises";
import { Agent, request } from "undici";
import { publisherUrl } from "./support/publisher-url.ts";

type BarePhase = { seconds: number; cpuMs: number };
export type Bare = { first: BarePhase; unchanged: BarePhase };

const concurrency = 256;
const [port = "", where = "", count = "0"] = process.argv.slice(2);
const dispatcher = new Agent();
const etags: (string | undefined)[] = [];

const first = await phase();
// Polls of one feed are so far apart that no connection is kept from the one to the other.
if (where === "apart") await delay(6_000);
const unchanged = await phase();
await dispatcher.close();
process.send?.({ first, unchanged } satisfies Bare);
process.disconnect?.();

async function phase(): Promise<BarePhase> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  let next = 0;
  const loop = async (): Promise<void> => {
    while (next < Number(count)) await ask(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - began) / 1000, cpuMs: (user + system) / 1000 };
}

async function ask(feed: number): Promise<void> {
  const etag = etags[feed];
  const headers = etag === undefined ? {} : { "if-none-match": etag };
  const response = await request(publisherUrl(port, where, { n: feed, path: "feed" }), {
    dispatcher,
    headers,
  });
  await response.body.arrayBuffer();
  etags[feed] = String(response.headers.etag);
}
