// What came of one download: always a value, so that a caller handles every case by its name.

/** The headers that scheduling and parsing need, as sent; null where absent. */
export type ResponseHeaders = {
  contentType: string | null;
  etag: string | null;
  lastModified: string | null;
  cacheControl: string | null;
  /** Seconds, as written. */
  age: string | null;
  expires: string | null;
  date: string | null;
  /** Seconds or an HTTP date, as written. */
  retryAfter: string | null;
};

/** One redirect followed: its status and the address it pointed to. */
export type Hop = { status: number; url: string };

/** `url` is the final address after `hops`. */
export type Answer = {
  url: string;
  status: number;
  headers: ResponseHeaders;
  hops: readonly Hop[];
};

export type UnreachableReason = "dns" | "connect" | "reset" | "tls" | "protocol" | "encoding";

/** No usable answer; `url` is the address that was being asked. */
export type Failure = {
  url: string;
  /** One line, at most 300 characters. */
  detail: string;
  hops: readonly Hop[];
  /**
   * Where the fault lies in the body (too large, in a bad coding, broken off, too slow): its first
   * 64 KiB as they were sent, for an editor to look at.
   */
  bytes?: Uint8Array;
};

/** Answers whose body is of no use. */
export type Refusal =
  | "not-modified"
  | "gone"
  | "missing"
  | "blocked"
  | "throttled"
  | "server-error"
  | "unexpected-status";

export type Download =
  | ({ outcome: "ok"; bytes: Uint8Array } & Answer)
  | ({ outcome: Refusal } & Answer)
  | ({ outcome: "too-large" | "timeout" | "refused-address" | "bad-redirect" } & Failure)
  | ({ outcome: "unreachable"; reason: UnreachableReason } & Failure);
