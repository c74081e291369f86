// Which addresses polling may reach: the public internet, and what the operator opened by name.

import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type AddressGuard = (address: string) => boolean;

// 2000::/3 is all that IANA has assigned for global unicast (RFC 4291 §2.4 and its registry).
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");
const nat64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");
const sixToFour = ipaddr.IPv6.parseCIDR("2002::/16");
const teredo = ipaddr.IPv6.parseCIDR("2001::/32");

/**
 * A test of one literal address. Only global unicast passes, and what is in `allowCidrs` (such as
 * "10.0.0.0/8"; a malformed one throws RangeError). An IPv4 address wrapped in IPv6 is judged as
 * what it reaches.
 */
export function addressGuard(allowCidrs: readonly string[]): AddressGuard {
  const allowed = allowCidrs.map(parseCidr);
  return (text) => {
    if (!ipaddr.isValid(text)) return false;
    const address = unwrap(ipaddr.process(text));
    return isPublic(address) || allowed.some((cidr) => contains(cidr, address));
  };
}

function parseCidr(text: string): [Address, number] {
  try {
    return ipaddr.parseCIDR(text);
  } catch {
    throw new RangeError(`${text} is not an address range; write one such as 10.0.0.0/8`);
  }
}

function contains([network, bits]: [Address, number], address: Address): boolean {
  return network.kind() === address.kind() && address.match(network, bits);
}

function isPublic(address: Address): boolean {
  if (address.range() !== "unicast") return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
}

/** The IPv4 address inside NAT64 (RFC 6052), 6to4 (RFC 3056) and Teredo (RFC 4380 §4). */
function unwrap(address: Address): Address {
  if (address instanceof ipaddr.IPv4) return address;
  const bytes = address.toByteArray();
  if (address.match(nat64)) return new ipaddr.IPv4(bytes.slice(12));
  if (address.match(sixToFour)) return new ipaddr.IPv4(bytes.slice(2, 6));
  if (address.match(teredo)) return new ipaddr.IPv4(bytes.slice(12).map((byte) => byte ^ 0xff));
  return address;
}
