// How better-auth is set up: on our database, with magic links and nothing else.

import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { type BetterAuthOptions, betterAuth } from "better-auth/minimal";
import { magicLink } from "better-auth/plugins/magic-link";
import type { Log } from "#base/log.ts";
import type { Db } from "#db/types.ts";
import { account, session, user, verification } from "./table.ts";

export type AuthOptions = {
  db: Db;
  /** At least 32 random characters; signs the cookies. */
  secret: string;
  /** PUBLIC_URL, without a trailing slash. */
  url: string;
  log: Log;
};

/** The header that carries the client's address to better-auth, set by us alone. */
export const clientAddressHeader = "x-kawaraban-client";

export const cookiePrefix = "kawaraban";

/** `sendMagicLink` gets the address and the token of each link, which holds for `minutes`. */
export function createBetterAuth(
  { db, secret, url, log }: AuthOptions,
  minutes: number,
  sendMagicLink: Parameters<typeof magicLink>[0]["sendMagicLink"],
) {
  return betterAuth({
    ...fixedOptions,
    baseURL: url,
    secret,
    trustedOrigins: [url],
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: { user, session, account, verification },
    }),
    // Without a level, it says what it has to say here only, and not on the console as well.
    logger: {
      log: (level, said, ...more: unknown[]) => {
        log[level]({ said, err: more.find((one) => one instanceof Error) }, "better-auth");
      },
    },
    advanced: {
      cookiePrefix,
      useSecureCookies: url.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      // Else it would be off under NODE_ENV=test.
      disableOriginCheck: false,
    },
    plugins: [
      magicLink({
        expiresIn: minutes * 60,
        disableSignUp: true,
        storeToken: "hashed",
        sendMagicLink,
      }),
    ],
  });
}

const fixedOptions = {
  basePath: "/api/auth",
  telemetry: { enabled: false },
  // A session ends 30 days after signing in: renewing it would make a GET write.
  session: { expiresIn: 30 * 24 * 60 * 60, disableSessionRefresh: true },
  user: { additionalFields: { role: { type: "string", required: false, input: false } } },
  // Per client address; the plugin allows five sign-ins a minute. Counted in each replica.
  rateLimit: { enabled: true, window: 60, max: 300, storage: "memory" },
} as const satisfies BetterAuthOptions;
