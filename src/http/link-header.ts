/** Of a feed, and of what a hub sends of it (W3C WebSub §4 and §7). Both are addresses in ASCII. */
export function linkHeader(hub: string, self: string): string {
  return `<${hub}>; rel="hub", <${self}>; rel="self"`;
}
