// The forms that environment variables take: each parses to a value, or to undefined where it is wrong.

import ipaddr from "ipaddr.js";
import { parseAddress } from "#mail/addresses.ts";
import { parseSmtpUrl } from "#mail/smtp-url.ts";

export type Variable<T> = {
  parse: (text: string) => T | undefined;
  wanted: string;
  /** Never shown, not even in part. */
  secret?: boolean;
};

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

export const variables = {
  port: {
    parse: (text: string) => (/^\d{1,5}$/.test(text) && +text < 65536 ? +text : undefined),
    wanted: "a port from 0 to 65535",
  },
  host: {
    parse: (text: string) => (/^[\w.:-]+$/.test(text) ? text : undefined),
    wanted: "a host name or an address to listen on, such as 127.0.0.1 or 0.0.0.0",
  },
  publicUrl: {
    parse: parsePublicUrl,
    wanted: "an http(s) address without sign-in, query, fragment and trailing slash",
  },
  databaseUrl: {
    parse: (text: string) => (/^postgres(ql)?:\/\/\S+$/.test(text) ? text : undefined),
    wanted: "postgres:// or postgresql:// and the rest of the address",
    secret: true,
  },
  directory: {
    parse: (text: string) => (text.includes("\0") ? undefined : text),
    wanted: "a directory",
  },
  smtpUrl: {
    parse: parseSmtp,
    wanted: "smtp:// or smtps://, user and password percent-encoded, options such as ?pool=5",
    secret: true,
  },
  mailbox: { parse: parseMailbox, wanted: "an address, or: Name <address>" },
  // better-auth signs in nobody whose domain has no dot.
  person: {
    parse: (text: string) => (/\.[^.]+$/.test(text) ? addressOf(text) : undefined),
    wanted: "a mail address whose domain has a dot",
  },
  secret: {
    parse: (text: string) => ([...text].length >= 32 ? text : undefined),
    wanted: "at least 32 characters",
    secret: true,
  },
  key: {
    parse: (text: string) => (/^[!-~]{1,1000}$/.test(text) ? text : undefined),
    wanted: "a key of ASCII characters without spaces, as a header can carry it",
    secret: true,
  },
  cidrs: { parse: parseCidrs, wanted: "ranges such as 10.0.0.0/8,fd00::/8" },
  proxies: {
    parse: (text: string) => (text.split(",").every(isProxy) ? text : undefined),
    wanted: "addresses or ranges of your proxies, such as 127.0.0.1,10.0.0.0/8",
  },
  logLevel: {
    parse: (text: string) => (logLevels.includes(text) ? text : undefined),
    wanted: `one of ${logLevels.join(", ")}`,
  },
} as const satisfies Record<string, Variable<unknown>>;

function isProxy(text: string): boolean {
  return ipaddr.isValid(text.trim()) || ipaddr.isValidCIDR(text.trim());
}

function parsePublicUrl(text: string): string | undefined {
  if (!/^https?:\/\//.test(text) || /[?#\s]|\/$/.test(text)) return undefined;
  const url = URL.parse(text);
  if (!url || url.username || url.password) return undefined;
  return url.href.replace(/\/$/, "");
}

function parseSmtp(text: string): string | undefined {
  try {
    parseSmtpUrl(text);
    return text;
  } catch {
    return undefined;
  }
}

/** As the mail slice takes it, and on one line: white space at an end is a slip, not an address. */
function addressOf(text: string): string | undefined {
  return text === text.trim() ? (parseAddress(text) ?? undefined) : undefined;
}

function parseMailbox(text: string): { name: string; address: string } | undefined {
  const [, name = "", inBrackets] = /^([^<>\p{Cc}]*)<([^<>]+)>$/u.exec(text) ?? [];
  const address = addressOf(inBrackets ?? text);
  if (address === undefined) return undefined;
  return { name: name.trim().replace(/^"(.*)"$/, "$1"), address };
}

function parseCidrs(text: string): string[] | undefined {
  const ranges = text.split(",").map((range) => range.trim());
  return ranges.every((range) => ipaddr.isValidCIDR(range)) ? ranges : undefined;
}
