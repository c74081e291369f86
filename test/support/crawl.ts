// Walks every address that an archive leads to, as a search engine does, and keeps what it was sent.

import { load } from "cheerio";

export type Fetched = {
  /** Path and query. */
  address: string;
  /** The address that led here first. */
  from: string;
  status: number;
  headers: Headers;
  body: string;
};

/** From `starts` on, over links, sitemaps and feeds, whatever robots.txt lets; redirects are walked. */
export async function crawl(origin: string, starts: readonly string[]): Promise<Fetched[]> {
  const robots = await (await fetch(`${origin}/robots.txt`)).text();
  const refused = [...robots.matchAll(/^Disallow: (.+)$/gm)].map(([, path = ""]) => path);
  const found = new Map<string, Fetched>();
  const left = starts.map((address) => ({ address, from: "" }));
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const { address, from } = next;
    if (found.has(address) || refused.some((path) => address.startsWith(path))) continue;
    const fetched = await get(origin, address, from);
    found.set(address, fetched);
    for (const link of linksOf(origin, fetched)) left.push({ address: link, from: address });
  }
  return [...found.values()];
}

async function get(origin: string, address: string, from: string): Promise<Fetched> {
  const response = await fetch(origin + address, { redirect: "manual" });
  const { status, headers } = response;
  return { address, from, status, headers, body: await response.text() };
}

/** Addresses within the archive, without their fragments. */
function linksOf(origin: string, { address, headers, body }: Fetched): string[] {
  const location = headers.get("location");
  const type = headers.get("content-type") ?? "";
  const texts =
    location !== null ? [location] : /html|xml/.test(type) ? markupLinks(type, body) : [];
  return texts
    .map((text) => URL.parse(text, origin + address))
    .filter((url) => url?.origin === origin)
    .map((url) => `${url?.pathname}${url?.search}`);
}

function markupLinks(type: string, body: string): string[] {
  const page = load(body, { xml: type.includes("xml") });
  const attributes = ["href", "src", "action"].flatMap((name) =>
    page(`[${name}]`)
      .toArray()
      .map((element) => page(element).attr(name) ?? ""),
  );
  const texts = page("loc")
    .toArray()
    .map((element) => page(element).text());
  return [...attributes, ...texts];
}
