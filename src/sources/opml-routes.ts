import { type Static, Type } from "typebox";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { decode } from "./decode.ts";
import { type Defaults, openConfiguration } from "./discover-configuration.ts";
import { configuredAs, type Known } from "./discover-proposals.ts";
import { listForOpml, listKnown } from "./discover-store.ts";
import { type Outline, readOpml, writeOpml } from "./opml.ts";

const tags = ["sources"];
const opmlType = "text/x-opml";
const bodyTypes = [opmlType, "application/xml", "text/xml"];

const example =
  '<opml version="2.0"><head/><body><outline type="rss" text="潮見新報" xmlUrl="https://www.example.jp/rss.xml"/></body></opml>';
const Opml = Type.String({ description: "OPML 2.0.", examples: [example] });

const Outlines = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        title: Type.String(),
        address: Type.String(),
        configured: Type.Union([Type.String(), Type.Null()], {
          description: "The id of the source that has this address already.",
        }),
        configuration: Type.String({ description: "YAML, to be put into config/sources.yaml." }),
      }),
    ),
  },
  {
    examples: [
      {
        items: [
          {
            ...{ title: "潮見新報", address: "https://www.example.jp/rss.xml", configured: null },
            configuration: "  - id: example-jp\n    name: 潮見新報\n",
          },
        ],
      },
    ],
  },
);

export type OpmlRoutes = Defaults & { db: Db; archiveTitle: string };

export function addOpmlRoutes(app: Server, { db, archiveTitle, ...defaults }: OpmlRoutes): void {
  app.get(
    "/api/sources.opml",
    {
      schema: {
        operationId: "exportOpml",
        summary: "The sources that are feeds, as OPML",
        tags,
        response: { 200: { content: { [opmlType]: { schema: Opml } } }, ...problemResponses },
      },
    },
    async (_request, reply) =>
      reply
        .type(`${opmlType}; charset=utf-8`)
        .header("content-disposition", 'attachment; filename="sources.opml"')
        .send(writeOpml(archiveTitle, await listForOpml(db))),
  );

  // A scope of its own: the rest of the API takes JSON only.
  void app.register((scope: Server, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(bodyTypes, { parseAs: "buffer" }, (request, body, done) =>
      done(null, decode(body as Buffer, request.headers["content-type"] ?? null).text),
    );
    addOpmlReading(scope, db, defaults);
    done();
  });
}

function addOpmlReading(scope: Server, db: Db, defaults: Defaults): void {
  scope.post(
    "/api/sources/opml",
    {
      schema: {
        operationId: "readOpml",
        summary: "The configuration for an OPML file's feeds; nothing is downloaded",
        tags,
        body: { content: Object.fromEntries(bodyTypes.map((type) => [type, { schema: Opml }])) },
        response: { 200: Outlines, ...problemResponses },
      },
    },
    async ({ body }) => ({
      items: offered(outlinesOf(String(body)), await listKnown(db), defaults),
    }),
  );
}

function offered(
  outlines: readonly Outline[],
  known: readonly Known[],
  defaults: Defaults,
): Static<typeof Outlines>["items"] {
  const ids = known.map(({ id }) => id);
  const configure = openConfiguration(ids, defaults);
  return outlines.map(({ title, address, homepage, language }) => ({
    title: title || new URL(address).hostname,
    address,
    configured: configuredAs(address, known),
    configuration: configure({
      ...{ name: title, address, kind: "feed", language },
      homepage: homepage ?? new URL("/", address).href,
    }),
  }));
}

function outlinesOf(text: string): Outline[] {
  try {
    const outlines = readOpml(text);
    if (outlines) return outlines;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem("invalid-input", `The body is no OPML that can be read: ${error.message}.`);
  }
  throw new Problem("invalid-input", "The body is no OPML: it has no opml element.");
}
