// A bare SMTP server that answers each step as a script says, also in ways no real server would.

import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

type ScriptStep = "greeting" | "mail" | "rcpt" | "data" | "body" | "end";

/**
 * A reply instead of the usual one, or "drop" to break the connection, or "silence". `body` is
 * answered while the message is still coming in.
 */
export type Script = Partial<Record<ScriptStep, string>>;

export type ScriptedSmtp = {
  url: string;
  /** How many messages reached their final dot. */
  ended(): number;
  /** Sessions open now. */
  open(): number;
  /** Sessions that were left politely. */
  quits(): number;
  /** Resolves when the session that was answered within its message is closed. */
  answered(): Promise<void>;
  close(): Promise<void>;
};

const usual = {
  greeting: "220 scripted ESMTP",
  mail: "250 ok",
  rcpt: "250 ok",
  data: "354 go on",
  body: "silence",
  end: "250 2.0.0 Ok: queued as S1",
};

/** `dropAfter` breaks the connection when that many bytes of the message, dot included, are in. */
export async function openScriptedSmtp(
  script: Script,
  options: { pipelining?: boolean; dropAfter?: number } = {},
): Promise<ScriptedSmtp> {
  const { pipelining = false, dropAfter = Number.POSITIVE_INFINITY } = options;
  const sockets = new Set<Socket>();
  const answered = Promise.withResolvers<void>();
  let ended = 0;
  let quits = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    serve(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ended: () => ended,
    open: () => sockets.size,
    quits: () => quits,
    answered: () => answered.promise,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };

  function serve(socket: Socket): void {
    let input = "";
    let inMessage = false;
    let bodyAnswered = false;
    socket.on("data", (chunk) => {
      input += chunk.toString("latin1");
      while (!socket.destroyed && (inMessage ? takeMessage() : takeCommand()));
    });

    const commands: Record<string, () => void> = {
      EHLO: () =>
        socket.write(pipelining ? "250-scripted\r\n250 PIPELINING\r\n" : "250 scripted\r\n"),
      MAIL: () => answer("mail"),
      RCPT: () => answer("rcpt"),
      DATA: () => {
        if (script.mail || script.rcpt) socket.write("554 5.5.1 no valid recipients\r\n");
        else answer("data");
        inMessage = !script.mail && !script.rcpt && /^3/.test(script.data ?? usual.data);
      },
      QUIT: () => {
        quits += 1;
        socket.end("221 bye\r\n");
      },
    };
    answer("greeting");

    function answer(step: ScriptStep): void {
      const reply = script[step] ?? usual[step];
      if (reply === "drop") socket.destroy();
      else if (reply !== "silence") socket.write(`${reply}\r\n`);
    }

    /** Once: the first bytes of the message are in. */
    function answerBody(): void {
      if (!script.body || bodyAnswered) return;
      bodyAnswered = true;
      answer("body");
      socket.once("close", answered.resolve);
    }

    function takeCommand(): boolean {
      const end = input.indexOf("\r\n");
      if (end < 0) return false;
      const verb = input.slice(0, 4).toUpperCase();
      input = input.slice(end + 2);
      commands[verb]?.();
      return true;
    }

    function takeMessage(): boolean {
      const end = input.indexOf("\r\n.\r\n") + 5;
      if (end >= 5 && end <= dropAfter) {
        ended += 1;
        inMessage = false;
        input = input.slice(end);
        answer("end");
        return true;
      }
      if (input.length >= dropAfter) socket.destroy();
      else if (input) answerBody();
      return false;
    }
  }
}
