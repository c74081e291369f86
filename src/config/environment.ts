// The environment says where the archive runs. This file alone reads it.

import { readFileSync } from "node:fs";
import { parseAddress } from "#mail/addresses.ts";
import type { Fault } from "./fault.ts";
import { type Variable, variables } from "./variables.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export type Settings = {
  /** 0 stands for any free port. */
  port: number;
  host: string;
  /** Where readers reach the archive, without a trailing slash. */
  publicUrl: string;
  /** null: PGlite in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  configDir: string;
  /** null: mail goes to the outbox in `dataDir`. */
  smtpUrl: string | null;
  mailFrom: MailFrom;
  /** At least 32 characters; null: the program makes its own and keeps it in the database. */
  secret: string | null;
  /** Private ranges that polling may reach all the same. */
  fetchAllowCidrs: readonly string[];
  logLevel: string;
  adminEmail: string;
  /** The proxies in front that may tell who asks (X-Forwarded-For); null: nobody may. */
  trustProxy: string | null;
  /** For the assistant of archive.yaml; null: its server asks for none. */
  assistantKey: string | null;
};

/** `name` is empty where only an address is given. */
type MailFrom = { name: string; address: string };

/**
 * Reads every variable, or the file that NAME_FILE names. An empty variable counts as absent. A
 * variable with a fault has its default in `settings`, so that the rest can still be checked.
 */
export function readEnvironment(env: Environment = process.env): {
  settings: Settings;
  faults: Fault[];
} {
  const faults: Fault[] = [];
  const read = <T>(name: string, variable: Variable<T>): T | undefined => {
    const written = textOf(env, name, faults);
    if (written === undefined) return undefined;
    const value = variable.parse(written.text);
    if (value === undefined) faults.push(invalid(written, variable));
    return value;
  };

  const port = read("PORT", variables.port) ?? 3000;
  const publicUrl = read("PUBLIC_URL", variables.publicUrl) ?? `http://127.0.0.1:${port}`;
  const settings: Settings = {
    port,
    host: read("HOST", variables.host) ?? "127.0.0.1",
    publicUrl,
    databaseUrl: read("DATABASE_URL", variables.databaseUrl) ?? null,
    dataDir: read("DATA_DIR", variables.directory) ?? "./data",
    configDir: read("CONFIG_DIR", variables.directory) ?? "./config",
    smtpUrl: read("SMTP_URL", variables.smtpUrl) ?? null,
    mailFrom: read("MAIL_FROM", variables.mailbox) ?? defaultMailFrom(publicUrl),
    secret: read("SECRET", variables.secret) ?? null,
    fetchAllowCidrs: read("FETCH_ALLOW_CIDRS", variables.cidrs) ?? [],
    logLevel: read("LOG_LEVEL", variables.logLevel) ?? "info",
    trustProxy: read("TRUST_PROXY", variables.proxies) ?? null,
    assistantKey: read("ASSISTANT_KEY", variables.key) ?? null,
    adminEmail: read("ADMIN_EMAIL", variables.person) ?? "editor@kawaraban.invalid",
  };
  return { settings, faults };
}

type Written = { name: string; text: string };

/** `name` in the result is the variable that was set: NAME or NAME_FILE. */
function textOf(env: Environment, name: string, faults: Fault[]): Written | undefined {
  const text = env[name] || undefined;
  const file = env[`${name}_FILE`] || undefined;
  if (file === undefined) return text === undefined ? undefined : { name, text };
  if (text !== undefined) {
    faults.push(fault(name, `both ${name} and ${name}_FILE`, "one of the two"));
    return undefined;
  }
  try {
    return { name: `${name}_FILE`, text: readFileSync(file, "utf8").trim() };
  } catch {
    faults.push(fault(`${name}_FILE`, JSON.stringify(file), "the path of a readable file"));
    return undefined;
  }
}

/** A file's contents (it may be the wrong file) and an address with a sign-in are hidden as secrets are. */
function invalid<T>({ name, text }: Written, { wanted, secret }: Variable<T>): Fault {
  const hidden = secret || name.endsWith("_FILE") || /:\/\/.*@/s.test(text);
  const shown = hidden ? `${[...text].length} characters, not shown` : JSON.stringify(text);
  return fault(name, shown, wanted);
}

function fault(at: string, found: string, wanted: string): Fault {
  return { file: "environment", line: null, column: null, at, found, wanted };
}

/** A numbered host and one without a dot cannot stand in an address: localhost does instead. */
function defaultMailFrom(publicUrl: string): MailFrom {
  const own = parseAddress(`kawaraban@${new URL(publicUrl).hostname}`);
  return { name: "", address: own ?? "kawaraban@localhost" };
}

/** True under `npm start`: npm dies of a signal without passing it on, so we watch for that. */
export function isUnderNpm(env: Environment = process.env): boolean {
  return env.npm_lifecycle_event !== undefined;
}
