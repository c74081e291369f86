import { getDomain } from "tldts";

/**
 * Which requests are spaced together: the registrable domain of an address, so that two names of one
 * publisher are one; a numbered host by itself. A source of a multiplexer names its own in `host`.
 */
export function pollingHost(address: string, override?: string): string {
  if (override !== undefined) return override;
  const { hostname } = new URL(address);
  return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname;
}
