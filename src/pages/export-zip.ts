// A ZIP file written as its parts come. The same parts make the same bytes on every machine.

import { Zip, ZipDeflate } from "fflate";

/** `name` is a path with slashes; `changedOn` is the day that a reader's disk will show. */
export type ZipPart = { name: string; changedOn: Temporal.PlainDate; text: string };

/** So much is compressed before others get their turn. */
const bytesAtOnce = 32_768;

export async function* zipOf(parts: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    made.push(bytes);
  });
  for await (const { name, changedOn, text } of parts) {
    const file = new ZipDeflate(name, { level: 6 });
    // ZIP has local times only. At noon no clock is put forward, so this is the same in every zone.
    file.mtime = `${changedOn}T12:00:00`;
    zip.add(file);
    for (const piece of piecesOf(Buffer.from(text))) {
      file.push(piece);
      yield* made.splice(0);
    }
    file.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += bytesAtOnce) {
    yield bytes.subarray(at, at + bytesAtOnce);
  }
}
