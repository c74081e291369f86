// Text that no database takes: PostgreSQL stores neither NUL nor half a surrogate pair. Other control
// characters are dropped where text is stored (base/text.ts).

import { Problem } from "#base/problem.ts";
import type { Server } from "./server.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route cleans its query itself: a reader who types such a thing gets no error. */
    cleansQuery?: boolean;
  }
}

/**
 * Refuses it wherever it stands, and names the place. Headers need no look: Node takes no NUL in
 * them and reads them as Latin-1.
 */
export function refuseBrokenText(server: Server): void {
  server.addHook("preValidation", async ({ params, query, body, routeOptions }) => {
    const where = brokenAt("params", params);
    if (where !== null) throw new Problem("not-found", told(where));
    const asked = routeOptions.config.cleansQuery ? null : brokenAt("querystring", query);
    const at = asked ?? brokenAt("body", body);
    if (at !== null) {
      throw new Problem("invalid-input", told(at), { parts: [{ at, message: fault }] });
    }
  });
}

const fault = "holds a NUL character or half a surrogate pair";

function told(at: string): string {
  return `${at} ${fault}; send well-formed text without them.`;
}

/** Where in the value it stands; null where nowhere. A loop: JSON may be deeper than the stack. */
function brokenAt(part: string, value: unknown): string | null {
  const left: [at: string, value: unknown][] = [[part, value]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [at, found] = next;
    if (typeof found === "string" && isBroken(found)) return at;
    for (const [name, inner] of membersOf(found)) {
      if (isBroken(name)) return `${at}, the name of a member,`;
      left.push([`${at}/${name}`, inner]);
    }
  }
  return null;
}

function membersOf(value: unknown): Iterable<[string, unknown]> {
  if (value instanceof URLSearchParams) return value;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value);
}

function isBroken(text: string): boolean {
  return text.includes("\0") || !text.isWellFormed();
}
