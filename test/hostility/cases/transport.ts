// Connections and status lines that go wrong.

import { gzipSync } from "node:zlib";
import { answers, floods, head, writes } from "../../support/hostile-origin.ts";
import { good, type HostileCase, serves, story } from "../hostile-case.ts";

const gzip = { "content-encoding": "gzip" };
const zipped = gzipSync(good);

export const transport: readonly HostileCase[] = [
  {
    ...{ number: 12, name: "a reset within the body" },
    polls: () => [writes(head(200, { "content-length": 10_000 }) + good, "reset")],
    expected: { outcome: "unreachable", titles: [] },
  },
  {
    ...{ number: 13, name: "half of a gzip body" },
    polls: () => [serves(zipped.subarray(0, zipped.length / 2), gzip)],
    expected: { outcome: "unreachable", detail: /not whole gzip/, titles: [] },
  },
  {
    ...{ number: 14, name: "a plain body called gzip" },
    polls: () => [serves(good, gzip)],
    expected: { outcome: "ok", titles: [story], also: ({ heads }) => once(heads) },
  },
  {
    ...{ number: 16, name: "204" },
    polls: () => [writes(head(204, { connection: "close" }))],
    expected: { outcome: "not-a-feed", detail: /^the body is empty$/ },
  },
  {
    ...{ number: 16, name: "an empty 200" },
    polls: () => [serves("")],
    expected: { outcome: "not-a-feed", detail: /^the body is empty$/ },
  },
  {
    ...{ number: 17, name: "206 without having been asked for a part" },
    polls: () => [answers(206, { "content-range": "bytes 0-9/99" }, good)],
    expected: { outcome: "unexpected-status", titles: [] },
  },
  {
    ...{ number: 18, name: "304 without having been asked for changes" },
    polls: () => [answers(304, { etag: '"a"' })],
    expected: { outcome: "unexpected-status" },
  },
  {
    ...{ number: 19, name: "a flood of interim responses" },
    polls: () => [floods("", head(103).repeat(100))],
    expected: { outcome: "too-large", detail: /interim responses/ },
  },
];

function once(heads: readonly string[]): void {
  if (heads.length !== 1) throw new Error(`it was asked ${heads.length} times`);
}
