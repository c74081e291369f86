// Which hub the feeds name (W3C WebSub §4): ours, another's, or none.

import { isIPv4 } from "node:net";
import { type Static, Type } from "typebox";

export const WebsubInFile = Type.Partial(
  Type.Object({
    hub: Type.String({
      pattern: "^(built-in|none|https?://[^\\s#@]+)$",
      maxLength: 500,
      description:
        "Who tells subscribed readers at once what is published: built-in, none, or the address of another hub. built-in by default, none where PUBLIC_URL is this machine alone.",
    }),
  }),
  { additionalProperties: false },
);
type WebsubInFile = Static<typeof WebsubInFile>;

/** `address` is what feeds give as rel=hub; null: they name none. */
export type Hub =
  | { kind: "built-in" | "external"; address: string }
  | { kind: "none"; address: null };

/** `publicUrl` without a trailing slash. Nobody elsewhere can subscribe to a loopback address. */
export function hubOf(file: WebsubInFile | undefined, publicUrl: string): Hub {
  const said = file?.hub ?? (isLoopback(new URL(publicUrl).hostname) ? "none" : "built-in");
  if (said === "none") return { kind: "none", address: null };
  if (said === "built-in") return { kind: said, address: `${publicUrl}/websub` };
  return { kind: "external", address: new URL(said).href };
}

function isLoopback(hostname: string): boolean {
  if (/^(.+\.)?localhost\.?$/.test(hostname) || hostname === "[::1]") return true;
  return isIPv4(hostname) && hostname.startsWith("127.");
}
