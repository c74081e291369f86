/**
 * Where publisher `n` is: all together at one address, or each at one of its own, all of which Linux
 * answers to.
 */
export function publisherUrl(
  port: string,
  where: string,
  { n, path }: { n: number; path: string },
): string {
  const own = `127.${1 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`;
  return `http://${where === "apart" ? own : "127.0.0.1"}:${port}/${path}/${n}`;
}
