// Finding a route's rule in the access table.

import { access, type Rule } from "./access.ts";

export { underApi } from "#http/under-api.ts";

export type Rules = Readonly<Record<string, Rule>>;

/** The key of the rule for a route; an exact one before one that ends in *. Undefined: none. */
export function ruleKey(rules: Rules, method: string, path: string): string | undefined {
  const key = `${method === "HEAD" ? "GET" : method} ${path}`;
  if (Object.hasOwn(rules, key)) return key;
  return Object.keys(rules).find(
    (rule) => rule.endsWith("/*") && key.startsWith(rule.slice(0, -1)),
  );
}

/** For the API's description: whether the table lets anybody in. */
export function isPublic(method: string, path: string): boolean {
  const key = ruleKey(access, method, path);
  return key !== undefined && access[key] === "anyone";
}
