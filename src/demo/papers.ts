// The six invented sources of the newsstand.

import type { Charset } from "./charset.ts";
import { type FeedWriter, writeAtom, writePortal, writeRdf, writeRss } from "./feed-writers.ts";
import { bayDaily } from "./stories/bay-daily.ts";
import { carrier } from "./stories/carrier.ts";
import { harborWire } from "./stories/harbor-wire.ts";
import { seaLaneWeekly } from "./stories/sea-lane-weekly.ts";
import { shipsAndMachines } from "./stories/ships-and-machines.ts";
import type { Story } from "./stories/story.ts";
import { toto } from "./stories/toto.ts";

export type Paper = {
  id: string;
  name: string;
  nameEn: string;
  language: "ja" | "en";
  charset: Charset;
  writeFeed: FeedWriter;
  /** Where it carries the stories of others: the name an entry shows beside theirs. */
  via?: string;
  /** Oldest first. */
  stories: readonly Story[];
};

export const papers: readonly Paper[] = [
  {
    id: "toto",
    name: "東都新聞",
    nameEn: "Toto Shimbun",
    language: "ja",
    charset: "shift_jis",
    writeFeed: writeRss,
    stories: toto,
  },
  {
    id: "bay-daily",
    name: "東湾日報",
    nameEn: "East Bay Daily",
    language: "ja",
    charset: "euc-jp",
    writeFeed: writeRdf,
    stories: bayDaily,
  },
  {
    id: "carrier",
    name: "Yahoo (見本)",
    nameEn: "Yahoo (sample)",
    language: "ja",
    charset: "utf-8",
    writeFeed: writePortal,
    via: "Yahoo",
    stories: carrier,
  },
  {
    id: "ships-and-machines",
    name: "船と機械",
    nameEn: "Ships and Machines",
    language: "ja",
    charset: "utf-8",
    writeFeed: writeAtom,
    stories: shipsAndMachines,
  },
  {
    id: "harbor-wire",
    name: "Harbor Wire",
    nameEn: "Harbor Wire",
    language: "en",
    charset: "utf-8",
    writeFeed: writeRss,
    stories: harborWire,
  },
  {
    id: "sea-lane-weekly",
    name: "Sea Lane Weekly",
    nameEn: "Sea Lane Weekly",
    language: "en",
    charset: "utf-8",
    writeFeed: writeAtom,
    stories: seaLaneWeekly,
  },
];
