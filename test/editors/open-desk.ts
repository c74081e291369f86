// A server with the routes of editors, people and keys of every role, and a mailbox.

import { PassThrough } from "node:stream";
import type { LightMyRequestResponse } from "fastify";
import { type Html, html } from "#base/html.ts";
import { openLog } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import { access } from "#editors/access.ts";
import { type Auth, openAuth } from "#editors/auth.ts";
import { addAuthRoutes } from "#editors/auth-routes.ts";
import { actorFinder } from "#editors/find-actor.ts";
import { addGuard } from "#editors/guard.ts";
import { createKey } from "#editors/keys.ts";
import { addPerson, type Person } from "#editors/people.ts";
import { addEditorRoutes } from "#editors/routes.ts";
import type { Rules } from "#editors/rules.ts";
import type { Frame } from "#editors/sign-in-page.ts";
import { addSignInRoutes } from "#editors/sign-in-routes.ts";
import type { Role } from "#http/actor.ts";
import { createServer, type Server } from "#http/server.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

export const url = "https://desk.example";
export const secret = "a secret of the tests, long enough to be taken";
export const by = { id: "cli", name: "command line" };

export type Mail = { to: string; subject: string; text: string; language: string };
export type Desk = {
  db: Db;
  server: Server;
  auth: Auth;
  mails: Mail[];
  clock: ReturnType<typeof testClock>;
  /** The client's address: the rate limit counts by it, so each desk has its own. */
  client: string;
  /** A post of the form at /sign-in, as a browser sends it. */
  submit: (path: string, form: Record<string, string>, headers?: Headers) => Promise<Response>;
  keyOf: (role: Role) => Promise<string>;
  add: (role: Role, address?: string) => Promise<Person>;
  /** Asks for a link and returns its token. */
  mailedToken: (address: string) => Promise<string>;
  /** The Cookie header of a new session. */
  signedIn: (role: Role) => Promise<string>;
};
type Headers = Record<string, string>;
type Response = LightMyRequestResponse;

let desks = 0;

export const quiet = openLog({ level: "debug", to: new PassThrough().resume() });

const ownRules: Rules = Object.fromEntries(
  Object.entries(access).filter(([key]) => /\/(auth|me|people|keys)(\/|$)/.test(key)),
);

/** `stubs`: every rule of the table gets a route that answers 200, in place of the real ones. */
export async function openDesk({ stubs = false, at = url } = {}): Promise<Desk> {
  const db = await openTestDatabase();
  const clock = testClock("2026-03-02T00:00:00Z");
  const mails: Mail[] = [];
  const auth = openAuth({
    db,
    secret,
    url: at,
    log: quiet,
    archiveTitle: "架空の報道記録",
    language: "ja",
    sendNotice: async (mail) => void mails.push(mail),
  });
  const server = createServer(quiet);
  const rules = stubs ? access : ownRules;
  addGuard(server, { findActor: actorFinder({ db, auth, clock }), url: at, rules });
  if (stubs) addStubs(server);
  else {
    addAuthRoutes(server, { auth, url: at });
    addEditorRoutes(server, { db, clock });
  }
  addSignInRoutes(server, { auth, url: at, language: "ja", frame });
  await server.ready();
  desks += 1;
  const client = `10.1.${desks >> 8}.${desks & 255}`;

  async function submit(path: string, form: Record<string, string>, headers: Headers = {}) {
    return server.inject({
      method: "POST",
      url: path,
      remoteAddress: client,
      headers: { origin: at, "content-type": "application/x-www-form-urlencoded", ...headers },
      payload: new URLSearchParams(form).toString(),
    });
  }

  async function keyOf(role: Role): Promise<string> {
    return (await createKey(db, { name: `${role}'s key`, role, by, now: clock() })).key;
  }

  async function add(role: Role, address = `${role}@desk.example`): Promise<Person> {
    return addPerson(db, { name: `山田 ${role}`, address, role }, { by, now: clock() });
  }

  async function mailedToken(address: string): Promise<string> {
    await submit("/sign-in", { address });
    await auth.settled();
    return tokenIn(mails.at(-1)?.text ?? "");
  }

  async function signedIn(role: Role): Promise<string> {
    const { email } = await add(role);
    return cookieOf(await submit("/sign-in", { token: await mailedToken(email) }));
  }

  return { db, server, auth, mails, clock, client, submit, keyOf, add, mailedToken, signedIn };
}

export function tokenIn(text: string): string {
  const token = /\/sign-in\?token=(\w+)/.exec(text)?.[1];
  if (token === undefined) throw new Error(`no sign-in link in: ${text}`);
  return token;
}

/** What a browser would send back. */
export function cookieOf(response: Response): string {
  return response.cookies
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join("; ");
}

function frame({ title, language, body }: Parameters<Frame>[0]): Html {
  return html`<html lang="${language}"><title>${title}</title><header>架空の報道記録</header>${body}</html>`;
}

function addStubs(server: Server): void {
  for (const rule of Object.keys(access)) {
    const [method = "", path = ""] = rule.split(" ");
    server.route({ method, url: path, handler: async () => ({ done: true }) });
  }
}
