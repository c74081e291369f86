import { expect, test } from "vitest";
import { noHints, type PollHints } from "#sources/item.ts";
import { readAs } from "../support/parse.ts";

async function hintsOf(channel: string): Promise<PollHints> {
  const text = `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>t</title>${channel}<item><title>a</title></item></channel></rss>`;
  return (await readAs(text, { kind: "feed" })).hints;
}

const hours = (...all: number[]): string => all.map((hour) => `<hour>${hour}</hour>`).join("");
const period = (name: string, frequency = ""): string =>
  `<sy:updatePeriod>${name}</sy:updatePeriod>${frequency && `<sy:updateFrequency>${frequency}</sy:updateFrequency>`}`;

test.each<[string, Partial<PollHints>]>([
  ["", {}],
  ["<ttl>60</ttl>", { ttlMinutes: 60 }],
  ["<ttl>\n 15 </ttl>", { ttlMinutes: 15 }],
  ["<ttl>0.2</ttl>", { ttlMinutes: 1 }],
  ["<ttl>99999999</ttl>", { ttlMinutes: 10_080 }],
  ["<ttl>0</ttl>", {}],
  ["<ttl>-5</ttl>", {}],
  ["<ttl>an hour</ttl>", {}],
  ["<ttl>Infinity</ttl>", { ttlMinutes: 10_080 }],
  ["<ttl/>", {}],
  [period("hourly"), { updateMinutes: 60 }],
  [period("hourly", "2"), { updateMinutes: 30 }],
  [period(" Daily\n", "4"), { updateMinutes: 360 }],
  [period("weekly"), { updateMinutes: 10_080 }],
  [period("monthly"), { updateMinutes: 10_080 }],
  [period("yearly", "365"), { updateMinutes: 1_440 }],
  [period("hourly", "1000"), { updateMinutes: 1 }],
  [period("hourly", "0"), {}],
  [period("hourly", "often"), {}],
  [period("constructor"), {}],
  ["<sy:updateFrequency>2</sy:updateFrequency>", { updateMinutes: 720 }],
  [`<skipHours>${hours(23, 0, 1, 1)}</skipHours>`, { skipHours: [0, 1, 23] }],
  [`<skiphours>\n ${hours(24)}\n</skiphours>`, { skipHours: [0] }],
  [`<skipHours>${hours(25, 3)}</skipHours>`, { skipHours: [3] }],
  [`<skipHours>${hours(...Array(24).keys())}</skipHours>`, {}],
  [
    "<skipDays><day>Sunday</day><day>saturday</day><day>Everyday</day></skipDays>",
    { skipDays: [6, 7] },
  ],
  ["<skipDays/>", {}],
])("a channel with %s", async (channel, hints) => {
  expect(await hintsOf(channel)).toEqual({ ...noHints, ...hints });
});

test("RDF and Atom say it too, whatever their prefix", async () => {
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:syn="http://purl.org/rss/1.0/modules/syndication/"><channel rdf:about="x"><title>t</title><syn:updatePeriod>hourly</syn:updatePeriod></channel></rdf:RDF>`;
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><title>t</title><sy:updatePeriod>hourly</sy:updatePeriod></feed>`;
  for (const text of [rdf, atom]) {
    expect((await readAs(text, { kind: "feed" })).hints.updateMinutes).toBe(60);
  }
});
