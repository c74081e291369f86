import { domainToASCII } from "node:url";

/**
 * One mailbox, `local@domain`, as it may stand in MAIL and RCPT; null for anything else.
 * The practical part of RFC 5321 §4.1.2: a dot-atom of at most 64 octets and a host name, an
 * international one in its ASCII form; 254 octets at most (§4.5.3.1.3). Quoted and non-ASCII
 * local parts and address literals are not taken. The domain comes back in lower case.
 */
export function parseAddress(text: string): string | null {
  const match = /^([^@]{1,64})@([^@]{1,255})$/.exec(text.trim());
  const local = match?.[1] ?? "";
  const domain = asciiDomain(match?.[2] ?? "");
  const address = `${local}@${domain}`;
  return dotAtom.test(local) && domain && address.length <= 254 ? address : null;
}

const dotAtom = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const hostName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/** A host name with a dot in it, or localhost, for trying things out on one machine. */
function asciiDomain(domain: string): string | null {
  // domainToASCII takes a URL's host, and with it escapes and numbers that a mail domain has not.
  if (/[%/\\?#:\s[\]]|[\d.]$/.test(domain)) return null;
  const ascii = domainToASCII(domain);
  return ascii === "localhost" || hostName.test(ascii) ? ascii : null;
}
