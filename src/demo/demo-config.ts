// The configuration of the demo: an invented archive that polls the newsstand.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Topic } from "#base/archive.ts";
import type { Environment } from "#config/environment.ts";
import { feedPath } from "./newsstand.ts";
import { type Paper, papers } from "./papers.ts";

/** The topic of archive-page.txt. */
export const pageTopic = "coast-guard";

/** Writes the two files into `dir`, which need not be there yet. */
export async function writeDemoConfig(dir: string, newsstandUrl: string): Promise<void> {
  const sources = papers.map((paper) => sourceOf(paper, newsstandUrl));
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, "archive.yaml"), stringify(archive));
  await writeFile(join(dir, "sources.yaml"), stringify({ sources }));
}

/** Everything is on this machine and in `dir`; a DATABASE_URL that may be set does not count. */
export function demoEnvironment(where: {
  dir: string;
  port: number;
  smtpUrl: string;
}): Environment {
  return {
    PORT: String(where.port),
    DATA_DIR: join(where.dir, "data"),
    CONFIG_DIR: join(where.dir, "config"),
    SMTP_URL: where.smtpUrl,
    FETCH_ALLOW_CIDRS: "127.0.0.0/8",
    ADMIN_EMAIL: "editor@demo.example",
  };
}

const topics: readonly Topic[] = [
  {
    slug: pageTopic,
    title: "湾岸警備",
    title_en: "Coast guard",
    page_title: "{year}年の湾岸警備に関する報道",
    keywords: list(
      "警備隊, 警備予算, 沿岸警備, 哨戒艇, 巡視船, 港口, 防護柵, 第三岸壁, coast guard, coast guards, patrol craft, cutters, harbor barrier",
    ),
  },
  {
    slug: "exercises",
    title: "合同訓練",
    title_en: "Joint exercises",
    page_title: "{year}年の合同訓練に関する報道",
    keywords: list("合同訓練, 合同掃海訓練, 捜索救助訓練, 図上演習, Winter Beacon, Lantern Tide"),
  },
  {
    slug: "equipment",
    title: "船と装備",
    title_en: "Ships and equipment",
    page_title: "{year}年の船と装備に関する報道",
    keywords: list(
      "造船所, 進水, レーダー, センサー, 無人艇, 標的船, 給油, 修理用ドック, shipyard, repair dock, radar, sensors, unmanned, drones, refueling",
    ),
  },
];

const archive = {
  title: "湾岸警備に関する報道",
  subtitle: "架空の三ヵ国の報道の見出しと要旨 (デモ)",
  language: "ja",
  time_zone: "Asia/Tokyo",
  tag_authority: "demo.example,2026",
  author: "デモ編集部",
  topics,
  digests: [
    {
      id: "weekly",
      title: "週刊 湾岸警備に関する報道",
      title_en: "Coast guard weekly",
      frequency: "weekly",
      cron: "0 7 * * 1",
      approval: "automatic",
    },
  ],
  polling: { minimum_interval_minutes: 1, default_interval_minutes: 1 },
};

function list(words: string): string[] {
  return words.split(", ");
}

function sourceOf(paper: Paper, newsstandUrl: string): Record<string, unknown> {
  return {
    id: paper.id,
    name: paper.name,
    name_en: paper.nameEn,
    homepage: `${newsstandUrl}/${paper.id}/`,
    address: newsstandUrl + feedPath(paper),
    // Six publishers in one process: their polls need not wait for each other.
    host: `${paper.id}.example`,
    kind: "feed",
    language: paper.language,
    ...(paper.via === undefined ? {} : { via: paper.via, carrier: true }),
    topics: topics.map(({ slug }) => slug),
    terms: "Invented for the demo.",
    active: true,
  };
}
