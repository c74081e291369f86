// The shapes of sources in the API.

import { type Static, Type } from "typebox";
import type { PollReport } from "./report.ts";
import type { PolledSource, PollState, Source } from "./store.ts";
import { outcomeInWords } from "./words.ts";

const text = Type.Union([Type.String(), Type.Null()]);
const number = Type.Union([Type.Number(), Type.Null()]);

export const sourceExample = {
  ...{ id: "mod-japan", name: "防衛省", homepage: "https://www.mod.go.jp/", kind: "feed" },
  ...{ address: ["https://www.mod.go.jp/j/rss/news.xml"], host: "mod.go.jp", language: "ja" },
  ...{ via: null, topics: ["us-japan"], terms: "Public documents.", state: "on", reason: null },
  ...{ outcome: "ok", outcome_in_words: "read", detail: null, flags: [], errors_in_a_row: 0 },
  ...{ last_poll_at: "2026-11-24T00:05:12Z", last_ok_at: "2026-11-24T00:05:12Z" },
  ...{ last_new_at: "2026-11-23T09:06:00Z", next_poll_at: "2026-11-24T00:36:40Z" },
  ...{ why_then: "half its usual gap", alert: null },
};

export const SourceSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    homepage: Type.String(),
    address: Type.Array(Type.String()),
    host: Type.String({ description: "Whose sources are polled one at a time." }),
    kind: Type.String(),
    language: Type.String(),
    via: text,
    topics: Type.Array(Type.String()),
    terms: Type.String(),
    state: Type.Enum(["on", "off", "paused", "retired"]),
    reason: Type.Union([Type.String(), Type.Null()], { description: "Why it is not on." }),
    outcome: Type.Union([Type.String(), Type.Null()], { description: "Of the last poll." }),
    outcome_in_words: text,
    detail: text,
    flags: Type.Array(Type.String(), { description: "How its feed has to be read." }),
    errors_in_a_row: Type.Integer(),
    last_poll_at: text,
    last_ok_at: text,
    last_new_at: text,
    next_poll_at: text,
    why_then: text,
    alert: Type.Union([Type.String(), Type.Null()], {
      description: "What admins have been told of: silent, selector-empty or gone.",
    }),
  },
  { $id: "Source", examples: [sourceExample] },
);

export const PolledSourceSchema = Type.Object(
  {
    ...SourceSchema.properties,
    success_rate: number,
    items_a_week: number,
    sparkline: Type.Array(number, {
      description: "New stories a day over thirty days, oldest first; null: not polled.",
    }),
  },
  {
    examples: [
      {
        ...sourceExample,
        ...{ success_rate: 0.9982, items_a_week: 34.5, sparkline: [4, 6, null, 5] },
      },
    ],
  },
);

export function showSource(row: PolledSource): Static<typeof SourceSchema> {
  const { source, state } = row;
  const standing = standingOf(source, state);
  return {
    ...{ id: source.id, name: source.name, homepage: source.homepage, kind: source.kind },
    ...{ language: source.language, via: source.via, topics: source.topics, terms: source.terms },
    ...{ address: source.addresses, host: state.host, state: standing, alert: state.alert },
    reason: standing === "paused" ? state.pausedWhy : source.reason,
    outcome: state.outcome,
    outcome_in_words: outcomeInWords(state.outcome),
    detail: state.detail,
    flags: state.flags,
    errors_in_a_row: state.errorStreak,
    last_poll_at: state.lastPollAt?.toString() ?? null,
    last_ok_at: state.lastOkAt?.toString() ?? null,
    last_new_at: state.lastNewAt?.toString() ?? null,
    next_poll_at: standing === "on" ? state.nextPollAt.toString() : null,
    why_then: standing === "on" ? state.why : null,
  };
}

export function showReport(
  row: PolledSource,
  report: PollReport,
): Static<typeof PolledSourceSchema> {
  return {
    ...showSource(row),
    success_rate: report.successRate,
    items_a_week: report.itemsAWeek,
    sparkline: report.sparkline,
  };
}

function standingOf(source: Source, state: PollState): "on" | "off" | "paused" | "retired" {
  if (source.retiredAt) return "retired";
  if (state.pausedAt) return "paused";
  return source.active ? "on" : "off";
}
