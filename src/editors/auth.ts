// Signing in: links by mail, sessions in cookies. The few things we ask of better-auth.

import type { Language } from "#base/archive.ts";
import { type Actor, roles } from "#http/actor.ts";
import { type AuthOptions, cookiePrefix, createBetterAuth } from "./better-auth.ts";
import { foldAddress } from "./people.ts";
import { linkMinutes, signInMail } from "./sign-in-mail.ts";
import { findPersonByAddress } from "./store.ts";

export type SendNotice = (notice: {
  to: string;
  subject: string;
  text: string;
  html?: string;
  language: string;
}) => Promise<void>;

export type Auth = {
  /** Answers a request to /api/auth/. */
  handle: (request: Request) => Promise<Response>;
  /** Who holds the session cookie; null where there is none, or it is over. */
  findActorBySession: (headers: Headers) => Promise<Actor | null>;
  /** Spends a link's token: the cookies of the new session, or null where it is not good (any more). */
  signIn: (token: string, headers: Headers) => Promise<string[] | null>;
  /** Ends the session: the cookies that clear it. */
  signOut: (headers: Headers) => Promise<string[]>;
  /** Resolves once no mail is on its way to the mailer. */
  settled: () => Promise<void>;
};

/** True where the request brings a session cookie, good or not. */
export function hasSessionCookie(cookies: string | undefined): boolean {
  return cookies?.includes(`${cookiePrefix}.session_token=`) ?? false;
}

export function openAuth(
  options: AuthOptions & { sendNotice: SendNotice; archiveTitle: string; language: Language },
): Auth {
  const { db, url, log, sendNotice, archiveTitle, language } = options;
  const underway = new Set<Promise<void>>();
  const auth = createBetterAuth(options, linkMinutes, mailLink);

  return { handle: auth.handler, findActorBySession, signIn, signOut, settled };

  /** Not awaited beyond the look-up: the answer must not tell, by its time, who is an editor. */
  async function mailLink({ email, token }: { email: string; token: string }): Promise<void> {
    const address = foldAddress(email);
    if (!(await findPersonByAddress(db, address))) return;
    const mail = signInMail(language, archiveTitle, linkOf(url, token));
    const sending = sendNotice({ to: address, language, ...mail })
      .catch((err: unknown) => log.error({ err }, "sign-in link not mailed"))
      .finally(() => underway.delete(sending));
    underway.add(sending);
  }

  async function settled(): Promise<void> {
    await Promise.all(underway);
  }

  async function findActorBySession(headers: Headers): Promise<Actor | null> {
    const found = await auth.api.getSession({ headers });
    if (!found) return null;
    const { id, name, role: stored } = found.user;
    const role = roles.find((one) => one === stored);
    return role ? { id: `person:${id}`, name, role } : null;
  }

  async function signIn(token: string, headers: Headers): Promise<string[] | null> {
    const answer = await auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true });
    // A failure is a redirection to an error page.
    return answer.status === 200 ? answer.headers.getSetCookie() : null;
  }

  async function signOut(headers: Headers): Promise<string[]> {
    const answer = await auth.api.signOut({ headers, asResponse: true });
    return answer.headers.getSetCookie();
  }
}

/** A link for `address`, good for a day, that is not mailed but returned. */
export async function makeLink(options: AuthOptions, address: string): Promise<string> {
  let made = "";
  const auth = createBetterAuth(options, 24 * 60, ({ token }) => {
    made = token;
  });
  await auth.api.signInMagicLink({ body: { email: address }, headers: new Headers() });
  return linkOf(options.url, made);
}

/** The page asks for a click, so that a mail scanner that opens every link does not spend it. */
function linkOf(url: string, token: string): string {
  return `${url}/sign-in?token=${token}`;
}
