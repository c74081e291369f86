// Pages that open from a disk: what came along is linked by relative addresses, all else by whole ones.

/** Names of files by the plain addresses of what they hold: "/2026/" to "index.html". */
export type LocalFiles = ReadonlyMap<string, string>;

/**
 * The markup of our own pages, whose addresses stand in double quotes and whose texts hold none, as
 * the file `name` with links into `files`; `url` is the archive's.
 */
export function localMarkup(
  markup: string,
  { name, files, url }: { name: string; files: LocalFiles; url: string },
): string {
  const up = "../".repeat(name.split("/").length - 1);
  return markup.replace(/ (href|src|action)="(\/[^"]*)"/g, (_, attribute, address: string) => {
    const [plain = "", fragment] = address.split("#", 2);
    const file = files.get(plain);
    const after = fragment === undefined ? "" : `#${fragment}`;
    return ` ${attribute}="${file === undefined ? url + address : up + file + after}"`;
  });
}
