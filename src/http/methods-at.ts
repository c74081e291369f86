// Which methods an address takes, for those that it does not (RFC 9110 §15.5.6). Fastify's router
// answers only for the one method it is asked for.

import type { Server } from "./server.ts";

/** Call it before any route is added. The function tells the methods of a path, in order. */
export function rememberMethods(server: Server): (path: string) => string[] {
  const routes: { methods: string[]; pattern: RegExp }[] = [];
  server.addHook("onRoute", ({ method, url }) => {
    routes.push({ methods: [method].flat(), pattern: patternOf(url) });
  });
  return (path) => {
    const here = routes.filter(({ pattern }) => pattern.test(path));
    return [...new Set(here.flatMap(({ methods }) => methods))].toSorted();
  };
}

/** Of a route such as /entries/:id, /entries/:id.bib, /docs/* or /:year(^[0-9]{4}$).zip */
function patternOf(url: string): RegExp {
  const segments = url.split("/").map((segment) => {
    if (segment === "*") return ".*";
    if (!segment.startsWith(":")) return RegExp.escape(segment);
    const [, own, ending = ""] = /^:\w+(?:\(\^?(.+?)\$?\))?(\.[\w.]+)?$/.exec(segment) ?? [];
    return (own === undefined ? "[^/]+" : `(?:${own})`) + RegExp.escape(ending);
  });
  return new RegExp(`^${segments.join("/")}$`);
}
