import { makeDocument, sendDocument } from "#http/bytes.ts";
import type { Server } from "#http/server.ts";
import { icon, stylesheet } from "./stylesheet.ts";

/** Named by its hash wherever it is linked, so that it may be kept for a year. */
const keep = { "cache-control": "public, max-age=31536000, immutable" };

/** What never changes while the server runs: the stylesheet and the icon. */
export async function addAssetRoutes(server: Server): Promise<void> {
  const assets = {
    "/assets/style.css": await makeDocument("text/css; charset=utf-8", stylesheet, {
      headers: keep,
    }),
    "/assets/icon.svg": await makeDocument("image/svg+xml", icon),
  };
  for (const [path, document] of Object.entries(assets)) {
    server.get(path, { schema: { hide: true } }, async (request, reply) =>
      sendDocument(request, reply, document),
    );
  }
}
