import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import type { ParseOutcome } from "#sources/item.ts";
import { openParsePool, type ParsePool } from "#sources/parse-pool.ts";

const obedient = new URL("./obedient-worker.ts", import.meta.url);
const roomy = openParsePool({ size: 1, timeoutMs: 20_000, heapMb: 512 });
afterAll(() => roomy.close());

function parse(pool: ParsePool, text: string): Promise<ParseOutcome> {
  const bytes = new TextEncoder().encode(text);
  const feed = { kind: "feed", page: null, now: "2025-07-24T12:00:00Z" } as const;
  const asked = {
    ...feed,
    contentType: null,
    url: "https://a.jp/",
    zone: "+09:00",
    carrier: false,
  };
  return pool.parse({ ...asked, bytes, maxItems: 2000 });
}

function rss(items: string, doctype = ""): string {
  return `<?xml version="1.0"?>${doctype}<rss version="2.0"><channel><title>t</title>${items}</channel></rss>`;
}

function item(description: string): string {
  return `<item><title>寄港</title><description>${description}</description></item>`;
}

const laughs = Array.from(
  { length: 9 },
  (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
).join("");

describe("a hostile feed", () => {
  test.each([
    ["a billion laughs", rss(item("&l9;"), `<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]>`)],
    [
      "an external entity",
      rss(item("&x;"), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    ],
    ["200,000 more items", rss(item("a") + "<item/>".repeat(200_000))],
    ["the quadratic snippet", rss(item("&lt;p ".repeat(50_000)))],
    ["5 MB of <", rss(item(`<![CDATA[${"<".repeat(5_000_000)}]]>`))],
    ["an attribute of 4 MB", rss(`<item a="${"x".repeat(4_000_000)}"><title>寄港</title></item>`)],
    ["1,000,000 script tags", rss(item(`<![CDATA[${"<script ".repeat(1_000_000)}]]>`))],
  ])("of %s is read as text, beside a free event loop", async (_, text) => {
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 5);
    const started = performance.now();
    const parsed = await parse(roomy, text);
    const elapsed = performance.now() - started;
    clearInterval(ticking);
    expect(parsed).toMatchObject({ outcome: "ok", feed: { items: [{ title: "寄港" }] } });
    expect(JSON.stringify(parsed)).not.toMatch(/lollol|root:/);
    if (elapsed > 200) expect(ticks).toBeGreaterThan(elapsed / 50);
  });

  test.each([
    ["endless open tags", rss("<x>".repeat(100_000)), "too-complex"],
    ["endless titles", rss("<title>".repeat(1_400_000)), "too-complex"],
    ["endless empty items", rss("<item/>".repeat(1_400_000)), "ok"],
    ["endless CDATA", rss("<![CDATA[".repeat(1_000_000)), "not-a-feed"],
    ["endless ampersands", rss(item("&".repeat(10_000_000))), "too-complex"],
    ["an endless instruction", rss("<?xml ".repeat(1_700_000)), "too-complex"],
    ["elements hidden by a quote", rss(`<a x=y="> ${"<item/>".repeat(1_400_000)}`), "too-complex"],
    ["endless roots", "<rss ".repeat(2_000_000), "not-a-feed"],
  ])("of %s has a typed outcome, long before it would be killed", async (_, text, outcome) => {
    const parsed = await parse(roomy, text);
    expect(parsed.outcome).toBe(outcome);
    expect(JSON.stringify(parsed)).not.toMatch(/memory|over \d+ ms/);
  });
});

describe("the pool", () => {
  test("kills a parse that takes too long, and the next one is served", async () => {
    const pool = openParsePool({ size: 1, timeoutMs: 2_000, heapMb: 64, program: obedient });
    const [slow, next] = await Promise.all([parse(pool, "spin"), parse(pool, "answer")]);
    expect(slow).toEqual({ outcome: "too-complex", detail: "over 2000 ms" });
    expect(next).toMatchObject({ outcome: "not-a-feed", detail: "answered" });
    await pool.close();
  });

  test.each([
    ["runs out of memory", "grow", /memory/],
    ["throws", "throw", /thrown/],
    ["stops", "exit", /stopped/],
  ])("survives a worker that %s, beside a free event loop", async (_, what, detail) => {
    const pool = openParsePool({ size: 1, timeoutMs: 20_000, heapMb: 32, program: obedient });
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 5);
    const [lost, next] = await Promise.all([parse(pool, what), parse(pool, "answer")]);
    clearInterval(ticking);
    expect(lost).toEqual({ outcome: "too-complex", detail: expect.stringMatching(detail) });
    expect(next).toMatchObject({ detail: "answered" });
    expect(ticks).toBeGreaterThan(3);
    await pool.close();
  });

  const fat = `<item>${"<pubDate>a</pubDate>".repeat(290_000)}</item>`;
  test("survives a feed that does not fit into its worker", async () => {
    const pool = openParsePool({ size: 1, timeoutMs: 20_000, heapMb: 24 });
    expect((await parse(pool, rss(fat))).outcome).toBe("too-complex");
    expect((await parse(pool, rss(item("a")))).outcome).toBe("ok");
    await pool.close();
  });

  test("shares its work among its workers and finishes it on closing", async () => {
    const pool = openParsePool({ size: 2, timeoutMs: 20_000, heapMb: 128 });
    const parses = Array.from({ length: 20 }, (_, i) => parse(pool, rss(item(`no ${i}`))));
    await pool.close();
    const excerpts = (await Promise.all(parses)).map((parsed) =>
      parsed.outcome === "ok" ? parsed.feed.items[0]?.excerpt : parsed,
    );
    expect(excerpts).toEqual(Array.from({ length: 20 }, (_, i) => `no ${i}`));
    await expect(parse(pool, "")).rejects.toThrow("closed");
  });

  test("keeps the process alive while it parses and not when it is idle", async () => {
    const script = `
      import { openParsePool } from "#sources/parse-pool.ts";
      const pool = openParsePool({ size: 1, timeoutMs: 20000, heapMb: 64 });
      const bytes = Buffer.from(${JSON.stringify(rss(item("a")))});
      pool.parse({ kind: "feed", page: null, now: "2025-07-24T12:00:00Z", bytes, contentType: null, url: "https://a.jp/", zone: "+09:00", carrier: false, maxItems: 9 })
        .then((parsed) => process.stdout.write(parsed.outcome));`;
    const root = new URL("../..", import.meta.url);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", script],
      { cwd: root, timeout: 20_000 },
    );
    expect(stdout).toBe("ok");
  });
});
