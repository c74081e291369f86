// A publisher's server of the worst kind: what it writes to the connection is up to the test.

import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

type Asked = { path: string; head: string; socket: Socket };
/** Answers one request as it likes, or not at all. */
export type Behaviour = (asked: Asked) => void;

export type HostileOrigin = {
  url: (path: string) => string;
  /** How a path behaves from now on. */
  on: (path: string, behaviour: Behaviour) => void;
  /** The head of every request, in order. */
  asked: { path: string; head: string }[];
  close: () => Promise<void>;
};

/** `tls`: over TLS with this key and certificate. */
export async function openHostileOrigin(tls?: {
  key: string;
  cert: string;
}): Promise<HostileOrigin> {
  const behaviours = new Map<string, Behaviour>();
  const asked: HostileOrigin["asked"] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    let text = "";
    socket.setEncoding("latin1").on("data", (chunk) => {
      text += chunk;
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = text.slice(0, end);
      text = text.slice(end + 4);
      const path = head.split(" ", 2)[1] ?? "";
      asked.push({ path, head });
      (behaviours.get(path) ?? answers(404))({ path, head, socket });
    });
  };
  const server: Server = tls ? createTlsServer(tls, serve) : createServer(serve);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => `${tls ? "https" : "http"}://127.0.0.1:${port}${path}`,
    on: (path, behaviour) => void behaviours.set(path, behaviour),
    asked,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

type Headers = Readonly<Record<string, string | number>>;

/** A response in good order, except where `headers` say otherwise; the connection is then closed. */
export function answers(
  status: number,
  headers: Headers = {},
  body: string | Uint8Array = "",
): Behaviour {
  const bytes = Buffer.from(body);
  const all = { "content-length": bytes.length, connection: "close", ...headers };
  return ({ socket }) => void socket.end(Buffer.concat([Buffer.from(head(status, all)), bytes]));
}

/** Exactly these bytes; `then` says what happens to the connection after them. */
export function writes(
  bytes: string | Uint8Array,
  then: "end" | "reset" | "nothing" = "end",
): Behaviour {
  return ({ socket }) => {
    socket.write(bytes, () => {
      if (then === "end") socket.end();
      // The client is to have read what came before the reset.
      if (then === "reset") setTimeout(() => socket.resetAndDestroy(), 50);
    });
  };
}

/** `first`, and then `again` for as long as the other side takes it, as fast as it takes it. */
export function floods(first: string, again: string | Uint8Array): Behaviour {
  return ({ socket }) => {
    const more = (): void => {
      for (let room = !socket.destroyed; room; ) room = !socket.destroyed && socket.write(again);
    };
    socket.on("drain", more).write(first);
    more();
  };
}

/** `first`, and then `again` every `everyMs` until the other side has had enough. */
export function drips(first: string, again: string, everyMs: number): Behaviour {
  return ({ socket }) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(again), everyMs);
    socket.on("close", () => clearInterval(timer));
  };
}

export const saysNothing: Behaviour = () => {};

/** A response's head as it goes over the wire. */
export function head(status: number, headers: Headers = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Invented\r\n${lines.join("")}\r\n`;
}
