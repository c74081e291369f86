import { Type } from "typebox";
import { Problem } from "#base/problem.ts";
import { webAddress } from "#base/web-address.ts";
import type { Db } from "#db/types.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { discover } from "./discover.ts";
import type { Defaults } from "./discover-configuration.ts";
import { proposals } from "./discover-proposals.ts";
import type { Discovering } from "./discover-search.ts";
import { listKnown, rememberDiscovery } from "./discover-store.ts";

const text = Type.Union([Type.String(), Type.Null()]);

const ProposalSchema = Type.Object({
  address: Type.String(),
  kind: Type.Enum(["feed", "sitemap"]),
  title: Type.String(),
  language: text,
  previews: Type.Array(Type.Object({ title: Type.String(), url: text, published_at: text }), {
    description: "The first ten items.",
  }),
  flags: Type.Array(Type.String(), { description: "How it has to be read." }),
  validators: Type.Object({ etag: text, last_modified: text }),
  configured: Type.Union([Type.String(), Type.Null()], {
    description: "The id of the source that has this address already.",
  }),
  configuration: Type.String({ description: "YAML, to be put into config/sources.yaml." }),
});

const example = {
  ...{ address: "https://www.example.jp/rss.xml", kind: "feed", title: "潮見新報" },
  ...{ language: "ja", flags: [], configured: null },
  previews: [
    {
      ...{ title: "港湾の共同訓練", url: "https://www.example.jp/news/12" },
      published_at: "2026-11-24T00:00:00Z",
    },
  ],
  validators: { etag: '"5f2"', last_modified: null },
  configuration: "  - id: example-jp\n    name: 潮見新報\n",
};

export type DiscoverRoutes = Omit<Discovering, "zone"> & Defaults & { db: Db };

/** Answers are remembered: the first poll of a source made from one needs no request of its own. */
export function addDiscoverRoutes(app: Server, { db, ...tools }: DiscoverRoutes): void {
  app.post(
    "/api/sources/discover",
    {
      schema: {
        operationId: "discoverSource",
        summary: "What can be polled from an address",
        tags: ["sources"],
        body: Type.Object(
          { url: Type.String({ minLength: 1, maxLength: 2000 }) },
          { additionalProperties: false, examples: [{ url: "https://www.example.jp/" }] },
        ),
        response: {
          200: Type.Object(
            {
              outcome: Type.String({ description: "Of the address, as of a poll." }),
              detail: text,
              proposals: Type.Array(ProposalSchema, { description: "At most five." }),
            },
            { examples: [{ outcome: "ok", detail: null, proposals: [example] }] },
          ),
          ...problemResponses,
        },
      },
    },
    async ({ body }) => {
      const url = webAddress(body.url);
      if (!url) throw new Problem("invalid-input", `body/url is ${body.url}, no http(s) address.`);
      const discovery = await discover(tools, url);
      const { outcome, detail, found } = discovery;
      if (outcome === "refused-address") {
        throw new Problem("invalid-input", `${url} is not asked: ${detail}.`, {
          extra: { outcome },
        });
      }
      const known = await listKnown(db);
      const offered = proposals(discovery, known, tools);
      const fresh = found.filter((_, n) => offered[n]?.configured === null);
      await rememberDiscovery(
        db,
        fresh.flatMap(({ answers }) => answers),
        tools.clock(),
      );
      return { outcome, detail, proposals: offered };
    },
  );
}
