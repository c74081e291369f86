// What one download may cost us.

export type NetLimits = {
  /** From the first packet to an open connection, TLS included; milliseconds. */
  connectMs: number;
  /** Between two arrivals of bytes, and before the first of them; milliseconds. */
  idleMs: number;
  /** Everything together, redirects included; milliseconds. */
  totalMs: number;
  /** Of the body, as sent and as decoded. */
  maxBytes: number;
  /** Of all headers of one response together, in bytes. */
  maxHeaderBytes: number;
  /** Redirects followed. */
  maxHops: number;
};

export const netLimits: NetLimits = {
  connectMs: 5_000,
  idleMs: 10_000,
  totalMs: 30_000,
  maxBytes: 10 * 1024 * 1024,
  maxHeaderBytes: 16 * 1024,
  maxHops: 5,
};
