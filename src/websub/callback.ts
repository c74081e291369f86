// Addresses of subscribers.

import { isIP } from "node:net";
import { getDomain } from "tldts";

export const maxAddressLength = 1_000;

/** The address to keep; or, as `fault`, what is wrong with it. `allows` judges a literal address. */
export function readCallback(
  text: string,
  allows: (address: string) => boolean,
): { callback: string; host: string } | { fault: string } {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return { fault: "not an http or https address" };
  if (url.username || url.password) return { fault: "an address with a sign-in" };
  url.hash = "";
  if (url.href.length > maxAddressLength) return { fault: `over ${maxAddressLength} characters` };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !allows(host)) return { fault: `at ${host}, which is not a public address` };
  return { callback: url.href, host: hostOf(url.href) };
}

/** What counts as one host: a registrable domain, however many names are under it. */
export function hostOf(address: string): string {
  const { hostname } = new URL(address);
  return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname;
}

/** What the callback's own query has stays as it is; ours comes after it (WebSub §5.1). */
export function withQuery(callback: string, query: Readonly<Record<string, string>>): string {
  const joint = !callback.includes("?") ? "?" : /[?&]$/.test(callback) ? "" : "&";
  return `${callback}${joint}${new URLSearchParams(query)}`;
}
