// A desk with one story of two sources, accepted, for whoever helps to write it.

import { gather } from "#candidates/gather.ts";
import type { Assistant } from "#suggestions/assistant.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { atomFeed } from "../support/feeds.ts";
import { shippedStyle } from "../support/house-style.ts";
import { openOrigin } from "../support/origin.ts";

export type WritingRoom = {
  app: TestApp;
  as: string;
  entry: number;
  stack: number;
  post: (path: string, body?: unknown) => ReturnType<TestApp["call"]>;
  close: () => Promise<void>;
};

const story = {
  title: "三つの港で沿岸警備隊の合同訓練",
  date: "2026-11-24T09:00:00Z",
  lead: "岬防衛相は24日、三つの港で沿岸警備隊の合同訓練「ウィンター・ビーコン」を始めたと発表した。巡視船12隻と約3万5000人が参加する。市役所では花の展示も開かれた。",
};
/** The same headline: however stacking is tuned, it is the same story. */
const again = {
  title: story.title,
  date: "2026-11-24T10:00:00Z",
  lead: "三つの港で沿岸警備隊の合同訓練が24日に始まった。合同訓練は27日まで続く。",
};

export async function openWritingRoom(
  options: { assistant?: Assistant | null } = {},
): Promise<WritingRoom> {
  const db = await openTestDatabase();
  const origin = await openOrigin();
  origin.answer("/a", { body: atomFeed([{ ...story, link: "https://wire.example/1" }]) });
  origin.answer("/b", { body: atomFeed([{ ...again, link: "https://bay.example/1" }]) });
  const app = await startTestApp(db, {
    ...{ clock: testClock("2026-11-24T12:00:00Z"), style: shippedStyle },
    assistant: options.assistant ?? null,
    sources: [
      { id: "wire", name: "潮見新報", address: [origin.url("/a")] },
      { id: "bay", name: "瓦版通信", address: [origin.url("/b")] },
    ],
  });
  await gather(app.parts.gather, { only: ["wire"] });
  await gather(app.parts.gather, { only: ["bay"] });
  await app.stack();
  const as = await app.key("editor");
  const post = (path: string, body?: unknown) => app.call("POST", path, { as, body });
  const { items } = (await app.call("GET", "/api/stacks", { as })).json;
  const [{ id: stack } = { id: 0 }] = items;
  const made = await post(`/api/stacks/${stack}/accept`);
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await app.close();
    await origin.close();
  };
  return {
    ...{ app, as, post, stack: Number(stack), entry: Number(made.json.id) },
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
