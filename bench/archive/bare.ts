// The least that Node can do: `node bare.ts ADDRESS HEADERS` asks once and answers everybody so.

import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

const [, , address = "", headers = "{}"] = process.argv;
const [response] = (await once(
  get(address, { headers: JSON.parse(headers) as Record<string, string> }),
  "response",
)) as [IncomingMessage];
const body = Buffer.concat(await response.toArray());
const { date: _, connection: __, "keep-alive": ___, ...sent } = response.headers;
const status = response.statusCode ?? 500;

const server = createServer((_request, answer) => {
  answer.writeHead(status, sent);
  answer.end(status === 304 ? undefined : body);
}).listen(0, "127.0.0.1");
await once(server, "listening");
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
