import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** The first port from `wanted` on that nobody on this machine listens on; any where it is 0. */
export async function findFreePort(wanted: number): Promise<number> {
  for (let port = wanted; ; port++) {
    const server = createServer();
    try {
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
      return (server.address() as AddressInfo).port;
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code !== "EADDRINUSE") throw err;
    } finally {
      if (server.listening) await new Promise((closed) => server.close(closed));
    }
  }
}
