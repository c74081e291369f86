import { type Static, Type } from "typebox";
import type { Db } from "#db/types.ts";
import { problemResponses } from "#http/openapi.ts";
import type { Server } from "#http/server.ts";
import { reportTopic, type TopicReport } from "./rank-report.ts";
import { countOutcomes } from "./rank-report-store.ts";
import { listModels } from "./rank-store.ts";

const Weights = Type.Array(Type.Object({ term: Type.String(), weight: Type.Number() }));
const Share = Type.Object({
  decided: Type.Integer(),
  accepted: Type.Integer(),
  share: Type.Union([Type.Number(), Type.Null()], { description: "Null: none was decided yet." }),
});

const RankedTopic = Type.Object({
  topic: Type.String(),
  trained_at: Type.Union([Type.String(), Type.Null()], {
    description: "Null: there was too little to learn from, so the newest stacks come first.",
  }),
  positives: Type.Integer({ description: "Entries, and candidates that entries came of." }),
  negatives: Type.Integer({ description: "Rejected candidates, and undecided ones." }),
  undecided: Type.Integer({
    description: "Of the negatives, those that stood in because little had been rejected.",
  }),
  raising: { ...Weights, description: "The ten terms that raise a stack the most." },
  lowering: { ...Weights, description: "The ten terms that lower a stack the most." },
  mixed_in: {
    ...Share,
    description:
      "Low-ranked stacks that were shown high: what was accepted, the ranking had missed.",
  },
  top: { ...Share, description: "High-ranked stacks, to compare with." },
});

const example = {
  ...{ topic: "us-japan", trained_at: "2026-11-24T00:05:40Z" },
  ...{ positives: 412, negatives: 1630, undecided: 0 },
  raising: [{ term: "共同訓練", weight: 3.1 }],
  lowering: [{ term: "野球", weight: -1.9 }],
  mixed_in: { decided: 40, accepted: 1, share: 0.025 },
  top: { decided: 300, accepted: 180, share: 0.6 },
};

export function addRankRoutes(
  app: Server,
  { db, topics }: { db: Db; topics: readonly string[] },
): void {
  app.get(
    "/api/ranking",
    {
      schema: {
        operationId: "getRanking",
        summary: "What the ranking has learned of each topic, and what it misses",
        tags: ["stacks"],
        response: {
          200: Type.Object(
            { topics: Type.Array(RankedTopic) },
            { examples: [{ topics: [example] }] },
          ),
          ...problemResponses,
        },
      },
    },
    async () => {
      const models = new Map((await listModels(db)).map((model) => [model.topic, model]));
      const outcomes = await countOutcomes(db);
      return {
        topics: topics.map((topic) => show(reportTopic(topic, models.get(topic), outcomes))),
      };
    },
  );
}

function show(report: TopicReport): Static<typeof RankedTopic> {
  const { topic, trainedAt, positives, negatives, undecided } = report;
  return {
    ...{ topic, positives, negatives, undecided },
    trained_at: trainedAt?.toString() ?? null,
    ...{ raising: report.raising, lowering: report.lowering },
    ...{ mixed_in: report.mixedIn, top: report.top },
  };
}
