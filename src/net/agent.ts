// The one door to the network. undici skips `lookup` for a literal address, and a name may resolve
// to another address at the next moment: so the literal, every resolved and the connected address
// are checked alike.

import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { type AddressGuard, addressGuard } from "./address.ts";

export const refusedAddressCode = "REFUSED_ADDRESS";

/** @param allowCidrs private ranges that may be reached all the same (FETCH_ALLOW_CIDRS). */
export function openAgent({ allowCidrs }: { allowCidrs: readonly string[] }): Agent {
  return new Agent({
    connect: guardedConnector(addressGuard(allowCidrs)),
    connections: 2,
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
    maxHeaderSize: 16_384,
  });
}

function guardedConnector(allows: AddressGuard): buildConnector.connector {
  const connect = buildConnector({ timeout: 5_000, lookup: guardedLookup(allows) });
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
function guardedLookup(allows: AddressGuard): LookupFunction {
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
