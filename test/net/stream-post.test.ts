import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type StreamOutcome, type StreamRequest, streamPost } from "#net/stream-post.ts";
import { freePort } from "../support/free-port.ts";

const limits = { connectMs: 5_000, idleMs: 20_000, totalMs: 20_000, maxBytes: 1_000 };

describe("a POST whose answer is streamed", () => {
  let server: Server | undefined;
  afterEach(async () => {
    server?.closeAllConnections();
    if (server?.listening) await once(server.close(), "close");
  });

  async function listen(listener: RequestListener): Promise<string> {
    server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  }

  async function send(
    url: string,
    more: Partial<StreamRequest> = {},
  ): Promise<{ told: StreamOutcome; text: string }> {
    let text = "";
    const told = await streamPost({
      ...{ url, headers: { "x-asked": "yes" }, body: "{}", limits },
      signal: new AbortController().signal,
      onBytes: (bytes) => {
        text += Buffer.from(bytes).toString();
      },
      ...more,
    });
    return { told, text };
  }

  test("sends headers and body, and passes bytes on as they come", async () => {
    const url = await listen(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const { method, headers } = request;
      response.write(`${method} ${headers["x-asked"]} `);
      response.end(`${headers["accept-encoding"]} ${body}`);
    });
    expect(await send(url)).toEqual({ told: { outcome: "ok" }, text: "POST yes identity {}" });
  });

  test("follows no redirect: the other address is never asked", async () => {
    let asked = 0;
    const url = await listen((_, response) => {
      asked += 1;
      response.writeHead(307, { location: "/elsewhere", "retry-after": "9" }).end("moved");
    });
    expect((await send(url)).told).toEqual({
      ...{ outcome: "status", status: 307, retryAfter: "9", head: "moved" },
    });
    expect(asked).toBe(1);
  });

  test("reads no more than its limit, and of a refusal only the head", async () => {
    let status = 200;
    const url = await listen((_, response) => {
      response.writeHead(status).end("x".repeat(200_000));
    });
    const large = await send(url);
    expect(large.told.outcome).toBe("too-large");
    expect(large.text.length).toBeLessThanOrEqual(limits.maxBytes);
    status = 500;
    const { told } = await send(url);
    expect(told).toMatchObject({ outcome: "status", status: 500 });
    expect("head" in told && told.head.length).toBe(16 * 1024);
  });

  test("ends after the time for the whole, and when it is given up", async () => {
    const url = await listen((_, response) => void response.writeHead(200).write("begun"));
    const late = await send(url, { limits: { ...limits, totalMs: 500 } });
    expect(late.told.outcome).toBe("timeout");
    const leaving = new AbortController();
    const left = await send(url, { signal: leaving.signal, onBytes: () => leaving.abort() });
    expect(left.told).toEqual({ outcome: "aborted" });
    const gone = AbortSignal.abort();
    expect((await send(url, { signal: gone })).told).toEqual({ outcome: "aborted" });
  });

  test("tells a broken connection, a closed port and a name without address apart", async () => {
    const url = await listen((_, response) => {
      response.writeHead(200).write("begun", () => response.destroy());
    });
    const { told } = await send(url);
    expect(told).toMatchObject({ outcome: "unreachable", reason: "reset" });
    const closed = await send(`http://127.0.0.1:${await freePort()}/v1`);
    expect(closed.told).toMatchObject({ outcome: "unreachable", reason: "connect" });
    const nowhere = await send("http://assistant.invalid/v1");
    expect(nowhere.told).toMatchObject({ outcome: "unreachable", reason: "dns" });
  });
});
