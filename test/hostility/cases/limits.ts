// More than anybody needs: bytes, time, headers, items.

import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import { drips, floods, head, saysNothing, writes } from "../../support/hostile-origin.ts";
import { good, type HostileCase, rss, serves, story } from "../hostile-case.ts";

const zeros = Buffer.alloc(60 * 1024 * 1024);
const chunked = head(200, { "transfer-encoding": "chunked" });
const length = Buffer.byteLength(good);

/** What takes a worker longest and is read all the same. */
export const heaviest = rss([{ title: story, more: "<pubDate>soon</pubDate>".repeat(150_000) }]);

export const limits: readonly HostileCase[] = [
  {
    ...{ number: 1, name: "a gzip bomb" },
    polls: () => [serves(gzipSync(zeros), { "content-encoding": "gzip" })],
    expected: { outcome: "too-large", detail: /decoded body is over 10485760 bytes/ },
  },
  {
    ...{ number: 2, name: "a brotli bomb" },
    polls: () => [
      serves(brotliCompressSync(zeros.subarray(0, 12_000_000)), { "content-encoding": "br" }),
    ],
    expected: { outcome: "too-large", detail: /decoded body/ },
  },
  {
    ...{ number: 2, name: "a zstd bomb" },
    polls: () => [serves(zstdCompressSync(zeros), { "content-encoding": "zstd" })],
    expected: { outcome: "too-large", detail: /decoded body/ },
  },
  {
    ...{ number: 3, name: "gzip within gzip" },
    polls: () => [serves(gzipSync(gzipSync(good)), { "content-encoding": "gzip, gzip" })],
    expected: { outcome: "unreachable", detail: /content coding gzip, gzip is not taken/ },
  },
  {
    ...{ number: 4, name: "a body without end" },
    polls: () => [floods(chunked, `10000\r\n${"x".repeat(65_536)}\r\n`)],
    expected: { outcome: "too-large", detail: /the body is over 10485760 bytes/ },
  },
  {
    ...{ number: 5, name: "a length longer than the body" },
    polls: () => [serves(good, { "content-length": length + 1 })],
    expected: { outcome: "unreachable" },
  },
  {
    ...{ number: 5, name: "a length shorter than the body" },
    polls: () => [serves(good, { "content-length": length - 8 })],
    expected: { outcome: "ok", flags: ["lenient"], titles: [story] },
  },
  {
    ...{ number: 6, name: "a byte now and then" },
    polls: () => [drips(head(200, { "content-length": 1_000 }), "<", 100)],
    expected: { outcome: "timeout" },
  },
  {
    ...{ number: 7, name: "headers and then silence" },
    polls: () => [writes(head(200, { "content-length": 1_000 }), "nothing")],
    expected: { outcome: "timeout" },
  },
  {
    ...{ number: 8, name: "an open connection and no byte" },
    polls: () => [saysNothing],
    expected: { outcome: "timeout" },
  },
  {
    ...{ number: 9, name: "64 KB of headers" },
    polls: () => [serves(good, { "x-long": "x".repeat(64_000) })],
    expected: { outcome: "too-large" },
  },
  {
    ...{ number: 10, name: "200,000 items" },
    polls: () => [serves(rss(items(200_000)))],
    expected: {
      ...{ outcome: "ok", flags: ["items-cut"], stored: [{ added: 2_000, changed: 0 }] },
    },
  },
  {
    ...{ number: 10, name: "one item of 150,000 elements" },
    polls: () => [serves(heaviest)],
    expected: { outcome: "ok", titles: [story] },
  },
  {
    ...{ number: 11, name: "a title of 20 MB" },
    polls: () => [serves(rss([{ title: "x".repeat(20_000_000) }]))],
    expected: { outcome: "too-large" },
  },
  {
    ...{ number: 11, name: "a title of 9 MB" },
    polls: () => [serves(rss([{ title: "長".repeat(3_000_000) }]))],
    expected: { outcome: "ok", flags: [], titles: [`${"長".repeat(499)}…`] },
  },
];

function items(count: number): string {
  return Array.from(
    { length: count },
    (_, n) => `<item><title>${n}</title><guid>${n}</guid></item>`,
  ).join("");
}
