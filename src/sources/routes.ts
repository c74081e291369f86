import { type Static, Type } from "typebox";
import { Problem } from "#base/problem.ts";
import type { Db } from "#db/types.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { listSources, type PollState, type Source } from "./store.ts";

const tags = ["sources"];
const text = Type.Union([Type.String(), Type.Null()]);

const example = {
  ...{ id: "mod-japan", name: "防衛省", homepage: "https://www.mod.go.jp/", kind: "feed" },
  ...{ address: ["https://www.mod.go.jp/j/rss/news.xml"], language: "ja", via: null },
  ...{ topics: ["us-japan"], terms: "Public documents.", state: "on", reason: null },
  ...{ outcome: "ok", detail: null, flags: [], errors_in_a_row: 0 },
  ...{ last_poll_at: "2026-11-24T00:05:12Z", last_ok_at: "2026-11-24T00:05:12Z" },
  ...{ last_new_at: "2026-11-23T09:06:00Z", next_poll_at: "2026-11-24T00:36:40Z" },
};

const SourceSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    homepage: Type.String(),
    address: Type.Array(Type.String()),
    kind: Type.String(),
    language: Type.String(),
    via: text,
    topics: Type.Array(Type.String()),
    terms: Type.String(),
    state: Type.Enum(["on", "off", "retired"]),
    reason: text,
    outcome: Type.Union([Type.String(), Type.Null()], { description: "Of the last poll." }),
    detail: text,
    flags: Type.Array(Type.String(), { description: "How its feed has to be read." }),
    errors_in_a_row: Type.Integer(),
    last_poll_at: text,
    last_ok_at: text,
    last_new_at: text,
    next_poll_at: text,
  },
  { $id: "Source", examples: [example] },
);

export function addSourceRoutes(app: Server, { db }: { db: Db }): void {
  app.addSchema(SourceSchema);

  app.get(
    "/api/sources",
    {
      schema: {
        operationId: "listSources",
        summary: "Every source, its state and its last poll",
        tags,
        response: {
          200: Type.Object(
            { items: Type.Array(Type.Ref("Source#")) },
            { examples: [{ items: [example] }] },
          ),
          ...problemResponses,
        },
      },
    },
    async () => ({ items: (await listSources(db)).map(showSource) }),
  );

  app.get(
    "/api/sources/:id",
    {
      schema: {
        operationId: "getSource",
        summary: "One source",
        tags,
        params: Type.Object({ id: Type.String({ maxLength: 60, examples: ["kyodo-yahoo"] }) }),
        response: { 200: Type.Ref("Source#"), ...problemResponses },
      },
    },
    async ({ params: { id } }) => {
      const found = (await listSources(db)).find(({ source }) => source.id === id);
      if (!found) throw new Problem("not-found", `There is no source ${id}.`);
      return showSource(found);
    },
  );
}

function showSource(row: { source: Source; state: PollState }): Static<typeof SourceSchema> {
  const { source, state } = row;
  const on = source.active && source.retiredAt === null;
  return {
    ...{ id: source.id, name: source.name, homepage: source.homepage, kind: source.kind },
    ...{ language: source.language, via: source.via, topics: source.topics, terms: source.terms },
    address: source.addresses,
    state: source.retiredAt ? "retired" : source.active ? "on" : "off",
    reason: source.reason,
    outcome: state.outcome,
    detail: state.detail,
    flags: state.flags,
    errors_in_a_row: state.errorStreak,
    last_poll_at: state.lastPollAt?.toString() ?? null,
    last_ok_at: state.lastOkAt?.toString() ?? null,
    last_new_at: state.lastNewAt?.toString() ?? null,
    next_poll_at: on ? state.nextPollAt.toString() : null,
  };
}
