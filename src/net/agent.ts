// The one door to the network. undici skips `lookup` for a literal address, and a name may resolve
// to another address at the next moment: so the literal, every resolved and the connected address
// are checked alike.

import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { type AddressGuard, addressGuard } from "./address.ts";
import { type NetLimits, netLimits } from "./limits.ts";

export const refusedAddressCode = "REFUSED_ADDRESS";

type AgentOptions = {
  /** Private ranges that may be reached all the same (FETCH_ALLOW_CIDRS). */
  allowCidrs: readonly string[];
  limits?: NetLimits;
  /** Finds the addresses of a name: the system's resolver where not set. */
  resolve?: typeof resolve;
};

/** Of `limits` the ones for connecting, idling and headers are the agent's. */
export function openAgent({ allowCidrs, limits = netLimits, ...options }: AgentOptions): Agent {
  const guard = { allows: addressGuard(allowCidrs), resolve: options.resolve ?? resolve };
  return new Agent({
    connect: guardedConnector(guard, limits.connectMs),
    // More would be a pool for each origin, which made a first request to it cost half as much again.
    connections: 1,
    headersTimeout: limits.idleMs,
    bodyTimeout: limits.idleMs,
    maxHeaderSize: limits.maxHeaderBytes,
  });
}

type Guard = { allows: AddressGuard; resolve: typeof resolve };

function guardedConnector(guard: Guard, timeout: number): buildConnector.connector {
  const { allows } = guard;
  const connect = buildConnector({
    timeout,
    lookup: guardedLookup(guard),
    // HTTP/1.1 alone: maxHeaderSize says nothing to HTTP/2.
    allowH2: false,
    // TCP's own probes come after a minute, and nothing is idle for so long.
    keepAlive: false,
  });
  return (target, callback) => {
    const host = target.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) && !allows(host)) {
      callback(refusal(host), null);
      return;
    }
    connect(target, (...[error, socket]) => {
      if (error) return callback(error, null);
      const address = socket.remoteAddress ?? "an unknown address";
      if (allows(address)) return callback(null, socket);
      socket.destroy();
      callback(refusal(address), null);
    });
  };
}

/** Of a name with public and private addresses only the public ones are tried. */
function guardedLookup({ allows, resolve }: Guard): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const open = found.filter(({ address }) => allows(address));
      const first = open[0];
      if (!first) return callback(refusal(`${host} (${found[0]?.address})`), []);
      if (options.all) return callback(null, open);
      callback(null, first.address, first.family);
    });
  };
}

function refusal(address: string): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(`${address} is not a public address`);
  error.code = refusedAddressCode;
  return error;
}
