// One request to an address that a stranger has named.

import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openAgent } from "#net/agent.ts";
import { type Call, type Called, callOnce } from "#net/call-once.ts";
import { netLimits } from "#net/limits.ts";
import { freePort } from "../support/free-port.ts";

const limits = { ...netLimits, connectMs: 500, idleMs: 400, totalMs: 400, maxBytes: 100 };

describe("one call", () => {
  let server: Server;
  let answer: RequestListener;
  let url: string;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      answer(request, response);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback?a=1`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await once(server.close(), "close");
  });

  async function call(more: Partial<Call> = {}, allowCidrs = ["127.0.0.0/8"]): Promise<Called> {
    const agent = openAgent({ allowCidrs, limits });
    const called = await callOnce({ method: "GET", url, headers: {}, ...more }, { agent, limits });
    await agent.destroy();
    return called;
  }

  test("asks once and gives what it is told", async () => {
    answer = (_, response) => response.writeHead(201).end("はい");
    const told = { outcome: "answer", status: 201, retryAfter: null, text: "はい" };
    expect(await call()).toEqual(told);
    expect(asked).toEqual(["GET /callback?a=1"]);
  });

  test("sends a body, and reads none back", async () => {
    let got = "";
    answer = async (request, response) => {
      for await (const chunk of request) got += String(chunk);
      got += ` ${request.headers["content-length"]} ${request.headers["x-said"]}`;
      response.writeHead(503, { "retry-after": "9" }).end("x".repeat(10_000));
    };
    const headers = { "x-said": "yes" };
    expect(await call({ method: "POST", body: Buffer.from("潮"), headers })).toEqual({
      ...{ outcome: "answer", status: 503, retryAfter: "9", text: "" },
    });
    expect(got).toBe("潮 3 yes");
  });

  test.each(["GET", "POST"] as const)("follows no redirect of a %s", async (method) => {
    answer = (_, response) => response.writeHead(307, { location: "/elsewhere" }).end();
    expect(await call({ method })).toMatchObject({ outcome: "answer", status: 307 });
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["long", (body: string) => body, "too-large"],
    ["packed", (body: string) => gzipSync(body), "too-large"],
  ] as const)("reads no body that is too %s", async (_, pack, outcome) => {
    answer = (_, response) => {
      const body = pack("x".repeat(5_000));
      const coding = typeof body === "string" ? {} : { "content-encoding": "gzip" };
      response.writeHead(200, coding).end(body);
    };
    expect(await call()).toMatchObject({ outcome });
  });

  test("does not wait for ever", async () => {
    answer = () => {};
    expect(await call()).toMatchObject({ outcome: "timeout" });
  });

  test("does not go where it may not, and says where nobody is", async () => {
    expect(await call({}, [])).toMatchObject({ outcome: "refused-address" });
    expect(asked).toEqual([]);
    const nobody = `http://127.0.0.1:${await freePort()}/`;
    expect(await call({ url: nobody })).toMatchObject({
      ...{ outcome: "unreachable", reason: "connect" },
    });
  });
});
