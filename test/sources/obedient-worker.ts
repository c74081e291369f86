// A worker that does what the bytes tell it, for the pool to be tried with.

import { parentPort } from "node:worker_threads";

const acts: Readonly<Record<string, () => void>> = {
  answer: () => parentPort?.postMessage({ outcome: "not-a-feed", detail: "answered" }),
  spin: () => {
    for (;;);
  },
  grow: () => {
    for (const kept: number[][] = []; ; ) kept.push(new Array(100_000).fill(kept.length));
  },
  throw: () => {
    throw new Error("thrown");
  },
  exit: () => process.exit(3),
};

parentPort?.on("message", ({ bytes }: { bytes: Uint8Array }) => {
  acts[new TextDecoder().decode(bytes)]?.();
});
