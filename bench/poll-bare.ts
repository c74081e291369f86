// The other side of bench/poll.ts: the same requests through undici alone, nothing parsed or stored.

import { Agent, request } from "undici";
import { obey, type Phase } from "./support/phases.ts";
import { publisherUrl } from "./support/publisher-url.ts";

const concurrency = 256;
const [port = "", where = "", count = "0"] = process.argv.slice(2);
/** As it comes, which is a pool of connections for each origin; and with one for each, as ours. */
const dispatchers = { bare: new Agent(), single: new Agent({ connections: 1 }) };
const etags: (string | undefined)[] = [];
/** As many bytes as ours sends. */
const common = {
  "user-agent": "Kawaraban/0.1.0 (+http://127.0.0.1; http://127.0.0.1)",
  accept: "application/atom+xml, application/rss+xml, application/xml;q=0.8, */*;q=0.1",
  "accept-encoding": "gzip, br, zstd, deflate",
};

obey(
  { bare: () => phase(dispatchers.bare), single: () => phase(dispatchers.single) },
  async () => void (await Promise.all(Object.values(dispatchers).map((agent) => agent.close()))),
);

async function phase(dispatcher: Agent): Promise<Phase> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  let next = 0;
  const loop = async (): Promise<void> => {
    while (next < Number(count)) await ask(dispatcher, next++);
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1000;
  return { seconds, cpu: { own: (user + system) / 1000, database: 0 }, peakMb: 0 };
}

async function ask(dispatcher: Agent, feed: number): Promise<void> {
  const etag = etags[feed];
  const headers = etag === undefined ? common : { ...common, "if-none-match": etag };
  const url = publisherUrl(port, where, { n: feed, path: "feed" });
  const response = await request(url, { dispatcher, headers });
  await response.body.arrayBuffer();
  etags[feed] = String(response.headers.etag);
}
