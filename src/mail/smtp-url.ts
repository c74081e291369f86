// SMTP_URL: smtp://user:password@host:port?pool=5&starttls=required, or smtps:// for TLS at once.

export type SmtpAddress = {
  host: string;
  port: number;
  /** TLS from the first byte (RFC 8314), else STARTTLS. */
  secure: boolean;
  starttls: StartTls;
  credentials: { user: string; pass: string } | null;
  /** Connections kept at once. */
  pool: number;
};

/** `offered` uses STARTTLS where the server offers it; `never` is for a relay on this machine. */
type StartTls = "offered" | "required" | "never";

/**
 * Parses SMTP_URL. Ports default to 587, 465 with smtps. With a password and no word on STARTTLS
 * it is required, so that nobody between can strip it; a relay on this machine is the exception.
 * Throws an Error whose message says what would be right and never quotes the password.
 */
export function parseSmtpUrl(text: string): SmtpAddress {
  const url = URL.parse(text);
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname)
    throw new Error("SMTP_URL must look like smtp://user:password@mail.example:587");
  const secure = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const credentials = parseCredentials(url);
  return {
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    starttls: parseStartTls(url, credentials !== null && !isLoopback(host)),
    credentials,
    pool: parsePool(url),
  };
}

/** For the start-up output: no credentials. */
export function describeSmtp({ host, port, secure }: SmtpAddress): string {
  return `${secure ? "smtps" : "smtp"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function parseCredentials(url: URL): SmtpAddress["credentials"] {
  if (!url.username && !url.password) return null;
  try {
    return { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  } catch {
    throw new Error("SMTP_URL: write a % in the user or password as %25");
  }
}

function parseStartTls(url: URL, needed: boolean): StartTls {
  const word = url.searchParams.get("starttls") ?? (needed ? "required" : "offered");
  if (word === "offered" || word === "required" || word === "never") return word;
  throw new Error("SMTP_URL: starttls must be offered, required or never");
}

function parsePool(url: URL): number {
  const pool = Number(url.searchParams.get("pool") ?? 5);
  if (Number.isInteger(pool) && pool >= 1 && pool <= 50) return pool;
  throw new Error("SMTP_URL: pool must be a whole number from 1 to 50");
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d+){3}$/.test(host);
}
