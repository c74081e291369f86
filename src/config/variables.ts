// The forms that environment variables take: each parses to a value, or to undefined where it is wrong.

import ipaddr from "ipaddr.js";

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
    parse: (text: string) =>
      /^smtps?:\/\/[^\s/]+/.test(text) && URL.canParse(text) ? text : undefined,
    wanted: "smtp:// or smtps:// and the rest of the address",
    secret: true,
  },
  mailbox: { parse: parseMailbox, wanted: "an address, or: Name <address>" },
  // better-auth signs in nobody whose domain has no dot.
  person: {
    parse: (text: string) => (/\.[^.]+$/.test(text) ? parseEmail(text) : undefined),
    wanted: "a mail address whose domain has a dot",
  },
  secret: {
    parse: (text: string) => ([...text].length >= 32 ? text : undefined),
    wanted: "at least 32 characters",
    secret: true,
  },
  cidrs: { parse: parseCidrs, wanted: "ranges such as 10.0.0.0/8,fd00::/8" },
  logLevel: {
    parse: (text: string) => (logLevels.includes(text) ? text : undefined),
    wanted: `one of ${logLevels.join(", ")}`,
  },
} as const satisfies Record<string, Variable<unknown>>;

function parsePublicUrl(text: string): string | undefined {
  if (!/^https?:\/\//.test(text) || /[?#\s]|\/$/.test(text)) return undefined;
  const url = URL.parse(text);
  if (!url || url.username || url.password) return undefined;
  return url.href.replace(/\/$/, "");
}

/** A local part and a host, without the quoted and commented forms of RFC 5322 that nobody has. */
function parseEmail(text: string): string | undefined {
  return /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]{1,255}$/.test(text) ? text : undefined;
}

function parseMailbox(text: string): { name: string; address: string } | undefined {
  const [, name = "", inBrackets] = /^([^<>\p{Cc}]*)<([^<>]+)>$/u.exec(text) ?? [];
  const address = parseEmail(inBrackets ?? text);
  if (address === undefined) return undefined;
  return { name: name.trim().replace(/^"(.*)"$/, "$1"), address };
}

function parseCidrs(text: string): string[] | undefined {
  const ranges = text.split(",").map((range) => range.trim());
  return ranges.every((range) => ipaddr.isValidCIDR(range)) ? ranges : undefined;
}
