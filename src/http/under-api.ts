/** True for what answers programs, whose refusals are problem documents; `url` may hold a query. */
export function underApi(url: string): boolean {
  const path = url.split("?", 1)[0] ?? "";
  return path === "/api" || path.startsWith("/api/");
}
