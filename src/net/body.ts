// The body, capped twice: as it comes over the wire and as it is decoded. undici's own maximum
// does not see what a decoder makes of it: 5 MB let 200 MB through.

import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from "node:zlib";

/** Thrown and turned into an outcome by failure.ts. */
export const tooLargeCode = "BODY_TOO_LARGE";
export const badEncodingCode = "BODY_ENCODING";

type Decoder = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

const decoders: ReadonlyMap<string, Decoder> = new Map([
  ["gzip", promisify<Uint8Array, object, Buffer>(gunzip)],
  ["br", promisify<Uint8Array, object, Buffer>(brotliDecompress)],
  ["zstd", promisify<Uint8Array, object, Buffer>(zstdDecompress)],
  ["deflate", promisify<Uint8Array, object, Buffer>(inflate)],
  ["deflate-raw", promisify<Uint8Array, object, Buffer>(inflateRaw)],
]);

/** Of a body that could not be read, so much is kept for a person to look at. */
const keptBytes = 64 * 1024;

/** `head`: the first 64 KiB that came, as they were sent. No Buffers: their `slice` copies nothing. */
type BodyRead = { bytes: Uint8Array } | { fault: unknown; head: Uint8Array };

/**
 * The decoded body, of which `chunks` is what came: all of it, or what did before the `fault`.
 * As decoded it is `maxBytes` long at most. Never throws.
 */
export async function readBody(
  { chunks, fault }: { chunks: readonly Buffer[]; fault: Error | undefined },
  contentEncoding: string | null,
  maxBytes: number,
): Promise<BodyRead> {
  if (fault) return { fault, head: headOf(chunks) };
  try {
    const { buffer, byteOffset, length } = await decodeBody(
      Buffer.concat(chunks),
      contentEncoding,
      maxBytes,
    );
    return { bytes: new Uint8Array(buffer, byteOffset, length) };
  } catch (fault) {
    return { fault, head: headOf(chunks) };
  }
}

/** A copy: the rest of the body is not to be kept alive by its beginning. */
function headOf(chunks: readonly Buffer[]): Uint8Array {
  const head: Buffer[] = [];
  for (let length = 0, at = 0; at < chunks.length && length < keptBytes; at++) {
    const chunk = chunks[at] as Buffer;
    head.push(chunk);
    length += chunk.length;
  }
  return new Uint8Array(Buffer.concat(head).subarray(0, keptBytes));
}

/** One content coding at most: a list of them is only ever an attack (RFC 9110 §8.4 allows it). */
async function decodeBody(
  bytes: Buffer,
  contentEncoding: string | null,
  maxBytes: number,
): Promise<Buffer> {
  const decoder = decoders.get(codingOf(bytes, contentEncoding));
  if (!decoder || bytes.length === 0) return bytes;
  try {
    return await decoder(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const large = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    if (large) throw fault(tooLargeCode, `the decoded body is over ${maxBytes} bytes`);
    throw fault(badEncodingCode, `the body is not whole ${contentEncoding}`, error);
  }
}

function codingOf(bytes: Buffer, contentEncoding: string | null): string {
  const coding = contentEncoding?.trim().toLowerCase().replace(/^x-/, "") || "identity";
  if (coding === "identity") return coding;
  // Some servers label a plain body as gzip: its first bytes tell.
  if (coding === "gzip") return bytes[0] === 0x1f && bytes[1] === 0x8b ? coding : "identity";
  // RFC 9110 §8.4.1.2 means zlib by "deflate"; some servers send it bare.
  if (coding === "deflate") return (bytes[0] ?? 0) % 16 === 8 ? coding : "deflate-raw";
  if (!decoders.has(coding))
    throw fault(badEncodingCode, `the content coding ${coding} is not taken`);
  return coding;
}

function fault(code: string, message: string, cause?: unknown): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(message, { cause });
  error.code = code;
  return error;
}
