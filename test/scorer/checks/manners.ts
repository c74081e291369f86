// Checks 14 to 16: what its requests say, and what it has no business asking for.

import { gzipSync } from "node:zlib";
import type { Seen } from "../origin.ts";
import { exactServer, rssWith, stories } from "../page.ts";
import type { Check } from "../score.ts";
import { pass, type Reader, type World } from "../world.ts";

const sent = ["host", "connection", "user-agent", "accept", "accept-encoding", "accept-language"];
const allowed = new Set([...sent, "if-none-match", "if-modified-since", "from"]);

export const manners: Check = {
  number: 14,
  title: "gzip, no cookie, referrer, query or no-cache",
  weight: 4,
  run: async (world) => {
    const { reader } = await readAll(world);
    const faults = new Set(world.origin.log.flatMap(faultsOf));
    const zipped = (await reader.titles("zipped")).length;
    if (zipped !== 1) faults.add(`${zipped} stories of a gzip feed with one`);
    const codings = new Set(world.origin.log.map(({ headers }) => headers["accept-encoding"]));
    const read = `${world.origin.log.length} requests, Accept-Encoding ${[...codings].join("; ")}`;
    return {
      saw: `${read}; ${zipped} story of a gzip feed with one`,
      faults: [...faults],
    };
  },
};

export const agent: Check = {
  number: 15,
  title: "its name, version and contact",
  weight: 2,
  run: async (world) => {
    await readAll(world);
    const agents = [...new Set(world.origin.log.map(({ headers }) => headers["user-agent"] ?? ""))];
    const faults = agents.filter(
      (name) => !/^[\w-]+\/\d[\w.]* \(.*(https?:\/\/|@).+\)$/.test(name),
    );
    return { saw: agents.join(" | "), faults: faults.map((name) => `User-Agent is "${name}"`) };
  },
};

export const paths: Check = {
  number: 16,
  title: "nothing asked that nobody linked",
  weight: 2,
  run: async (world) => {
    const { log } = world.origin;
    const { subjects } = await readAll(world);
    const known = new Set([...subjects, "/landing", "/robots.txt"]);
    const others = log.filter(({ path }) => !known.has(path)).map(({ path }) => path);
    const robots = world.origin.at("/robots.txt").length;
    const faults = [...new Set(others)].map((path) => `${path} was asked for`);
    if (robots > days) faults.push(`robots.txt was asked for ${robots} times`);
    const told = `${log.length} requests for ${new Set(log.map(({ path }) => path)).size} addresses`;
    return {
      saw: `${told}; favicon ${world.origin.at("/favicon.ico").length} times; robots.txt ${robots} times in ${days} days, for a page`,
      faults,
    };
  },
};

const days = 2;

async function readAll(world: World): Promise<{ reader: Reader; subjects: string[] }> {
  const { origin } = world;
  const cookie = { "set-cookie": "id=1; Path=/", etag: '"f"' };
  origin.script(
    "/feed",
    exactServer(() => ({ body: stories(2), headers: cookie })),
  );
  const zipped = { ...cookie, "content-encoding": "gzip" };
  origin.script(
    "/zipped",
    exactServer(() => ({ body: gzipSync(stories(1)), headers: zipped })),
  );
  origin.script("/moving", () => ({ status: 302, headers: { ...cookie, location: "/landing" } }));
  origin.script(
    "/landing",
    exactServer(() => ({ body: rssWith(linked), headers: cookie })),
  );
  origin.script("/page", () => ({ body: page, headers: { "content-type": "text/html" } }));
  origin.script("/robots.txt", () => ({ body: "User-agent: *\nDisallow: /private\n" }));
  const reader = await world.open([
    ...["feed", "zipped", "moving"].map((id) => ({ id, path: `/${id}` })),
    { id: "page", path: "/page", kind: "page", page: { item: "li", title: "a" } },
  ]);
  await pass(world, reader, { hours: days * 24 });
  return { reader, subjects: ["/feed", "/zipped", "/moving", "/page"] };
}

const linked =
  "<image><url>/logo.png</url><title>x</title><link>/</link></image><docs>/docs</docs>";
const page =
  '<!doctype html><link rel="icon" href="/icon.png"><link rel="alternate" href="/other"><ul><li><a href="/story">A story of the harbour</a></ul>';

function faultsOf({ target, headers }: Seen): string[] {
  const extra = Object.keys(headers).filter((name) => !allowed.has(name));
  return [
    ...extra.map((name) => `it sends ${name}`),
    ...(target.includes("?") ? ["it adds a query"] : []),
    ...(/\bgzip\b/.test(String(headers["accept-encoding"])) ? [] : ["it does not take gzip"]),
  ];
}
