// A server that speaks OpenAI's chat completions as far as an assistant is asked: what it answers is
// set by the test, and it remembers what it was asked.

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = {
  path: string;
  headers: IncomingHttpHeaders;
  body: { model: string; stream: boolean; messages: { role: string; content: string }[] };
};

export type LocalAssistant = {
  /** As archive.yaml has it: without /chat/completions. */
  url: string;
  asked: Asked[];
  /** Answers every question from now on; `left` settles when the asker has gone. */
  answer: (answer: (response: ServerResponse, left: Promise<void>) => void | Promise<void>) => void;
  /** Resolves when a question's connection is closed by the one who asked. */
  left: () => Promise<void>;
  close: () => Promise<void>;
};

export async function openAssistant(): Promise<LocalAssistant> {
  const asked: Asked[] = [];
  let respond: Parameters<LocalAssistant["answer"]>[0] = (response) => void response.end();
  let leave = (): void => {};
  let leaving = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Asked["body"];
    asked.push({ path: request.url ?? "", headers: request.headers, body });
    response.on("close", () => {
      if (!response.writableFinished) leave();
    });
    response.on("error", () => {});
    await respond(response, leaving);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/v1`, asked },
    answer: (answer) => {
      respond = answer;
      leaving = new Promise<void>((resolve) => {
        leave = resolve;
      });
    },
    left: () => leaving,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export const streamHeaders = { "content-type": "text/event-stream" };

/** One piece of a streamed answer. */
export function piece(content: string): string {
  return data({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
}

/** The end of a streamed answer, with what it cost. */
export function ending(
  finish_reason = "stop",
  usage: object | null = { prompt_tokens: 900, completion_tokens: 40 },
): string {
  const last = data({ choices: [{ index: 0, delta: {}, finish_reason }] });
  return `${last}${usage === null ? "" : data({ choices: [], usage })}data: [DONE]\n\n`;
}

export function data(chunk: object): string {
  return `data: ${JSON.stringify({ object: "chat.completion.chunk", ...chunk })}\n\n`;
}

/** A whole streamed answer. */
export function streamed(...pieces: readonly string[]): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(200, streamHeaders);
    for (const one of pieces) response.write(one);
    response.end();
  };
}

/** An answer that is no stream. */
export function plain(
  status: number,
  type: string,
  body: string,
): (response: ServerResponse) => void {
  return (response) => void response.writeHead(status, { "content-type": type }).end(body);
}
