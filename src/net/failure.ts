// What a thrown network error means, by its code.

import { cutText, oneLine } from "#base/text.ts";
import { refusedAddressCode } from "./agent.ts";
import { badEncodingCode, tooLargeCode } from "./body.ts";
import { floodCode } from "./informational.ts";
import type { UnreachableReason } from "./outcome.ts";

type FailureOutcome =
  | { outcome: "too-large" | "timeout" | "refused-address"; detail: string }
  | { outcome: "unreachable"; reason: UnreachableReason; detail: string };

const outcomes: Readonly<Record<string, "too-large" | "timeout" | "refused-address">> = {
  [refusedAddressCode]: "refused-address",
  [floodCode]: "too-large",
  [tooLargeCode]: "too-large",
  UND_ERR_HEADERS_OVERFLOW: "too-large",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  ETIMEDOUT: "timeout",
  TimeoutError: "timeout",
};

const reasons: readonly [RegExp, UnreachableReason][] = [
  [/^(ENOTFOUND|EAI_)/, "dns"],
  [/^(ECONNREFUSED|E(HOST|NET)(UNREACH|DOWN)|EADDRNOTAVAIL|EAFNOSUPPORT|EACCES|EPERM)/, "connect"],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)/, "reset"],
  // OpenSSL's names for what is wrong with a certificate, and Node's own.
  [/CERT|CRL|ISSUER|VERIFY|HOSTNAME_MISMATCH|PATH_LENGTH|^INVALID_(CA|PURPOSE)|^EPROTO/, "tls"],
  [/^ERR_(TLS|SSL|OSSL)/, "tls"],
  [new RegExp(`^${badEncodingCode}`), "encoding"],
  // undici names some parser errors by class alone.
  [/^(HPE_|UND_ERR_|HTTPParserError)/, "protocol"],
];

/** An error that is no fault of the network is a bug and thrown on. */
export function failureOf(error: unknown): FailureOutcome {
  const cause = firstCause(error);
  const code = codeOf(cause);
  const detail = cutText(oneLine((cause as Error).message || code), 300);
  const outcome = outcomes[code];
  if (outcome) return { outcome, detail };
  const reason = reasons.find(([pattern]) => pattern.test(code))?.[1];
  if (reason) return { outcome: "unreachable", reason, detail };
  throw error;
}

/** Connecting to several addresses of one name fails with all their errors at once. */
function firstCause(error: unknown): unknown {
  return error instanceof AggregateError ? (error.errors[0] ?? error) : error;
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === "string" ? code : String(name);
}
