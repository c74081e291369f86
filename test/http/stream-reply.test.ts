import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createServer, type Server } from "#http/server.ts";
import { downloadSender } from "#http/stream-reply.ts";

let server: Server;
let read: () => AsyncGenerator<string>;
let url: string;
const modifiedAt = Temporal.Instant.from("2026-08-01T00:00:00Z");

beforeEach(async () => {
  server = createServer(pino({ level: "silent" }));
  const send = downloadSender({ atOnce: 1, stalledSeconds: 1 });
  server.get("/all", (request, reply) =>
    send(request, reply, {
      ...{ contentType: "text/plain", version: "7", modifiedAt, isText: true },
      read: () => read(),
    }),
  );
  url = await server.listen({ port: 0, host: "127.0.0.1" });
  read = async function* () {
    yield "one ";
    yield "two";
  };
});
afterEach(() => server.close());

/** Answered, and not yet read. */
async function ask(headers: Record<string, string> = {}, method = "GET"): Promise<IncomingMessage> {
  const request = httpRequest(`${url}/all`, { headers, method }).end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return response;
}

async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  return Buffer.concat(await response.toArray());
}

test("what is read is sent, as it is or in gzip, under a weak ETag", async () => {
  const plain = await ask();
  expect((await bytesOf(plain)).toString()).toBe("one two");
  expect(plain.headers).toMatchObject({ etag: 'W/"7"', vary: "accept-encoding" });
  const zipped = await ask({ "accept-encoding": "gzip, br" });
  expect(zipped.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(await bytesOf(zipped)).toString()).toBe("one two");
});

test("nothing is read for HEAD, nor for who has it already", async () => {
  read = () => {
    throw new Error("read");
  };
  const head = await ask({}, "HEAD");
  expect([head.statusCode, head.headers.etag]).toEqual([200, 'W/"7"']);
  for (const seen of [
    { "if-none-match": 'W/"7"' },
    { "if-none-match": '"7"' },
    { "if-modified-since": "Sat, 01 Aug 2026 00:00:00 GMT" },
  ]) {
    const again = await ask(seen);
    expect([again.statusCode, again.headers.etag, (await bytesOf(again)).length]).toEqual([
      ...[304, 'W/"7"', 0],
    ]);
  }
  expect((await ask({ "if-none-match": 'W/"6"' })).statusCode).toBe(500);
});

test("one too many is asked to come again, and may once the first has ended", async () => {
  const { promise: go, resolve } = Promise.withResolvers<void>();
  read = async function* () {
    yield "begun";
    await go;
  };
  const first = await ask();
  const second = await ask();
  expect([second.statusCode, second.headers["retry-after"]]).toEqual([503, "60"]);
  resolve();
  expect((await bytesOf(first)).toString()).toBe("begun");
  read = async function* () {
    yield "again";
  };
  await expect.poll(async () => (await ask()).statusCode).toBe(200);
});

describe("a download that ends badly", () => {
  test("is an error where nothing was sent", async () => {
    read = async function* () {
      yield* [];
      throw new Error("no database");
    };
    expect((await ask()).statusCode).toBe(500);
  });

  test("is broken off where something was, so that no half is taken for the whole", async () => {
    read = async function* () {
      yield "half";
      throw new Error("no database any more");
    };
    await expect(ask().then(bytesOf)).rejects.toThrow(/aborted|hang up/);
  });

  test("is not read on where the reader has left", async () => {
    const ended = Promise.withResolvers<void>();
    read = async function* () {
      try {
        for (;;) yield "x".repeat(100_000);
      } finally {
        ended.resolve();
      }
    };
    (await ask()).destroy();
    await ended.promise;
  });

  test("is given up where the reader takes nothing", async () => {
    const ended = Promise.withResolvers<void>();
    let sent = 0;
    read = async function* () {
      try {
        for (;;) {
          sent += 1;
          yield "x".repeat(100_000);
        }
      } finally {
        ended.resolve();
      }
    };
    const response = await ask();
    response.on("error", () => {});
    await ended.promise;
    // What the kernel holds for both, not what there would be.
    expect(sent).toBeLessThan(500);
  });
});
