import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultStacking } from "#config/archive-file.ts";
import { readConfig } from "#config/read-config.ts";
import { archiveYaml, faultsOf, readWith, sourcesYaml } from "./support.ts";

describe("a sound configuration", () => {
  const { read } = readWith(
    { "archive.yaml": archiveYaml, "sources.yaml": sourcesYaml },
    { PUBLIC_URL: "https://desk.example" },
  );
  const config = "ok" in read ? read.ok : null;

  test("says what the archive is, at the address of the environment", () => {
    expect(config?.archive).toEqual({
      title: "瓦版",
      subtitle: "港の便り",
      language: "ja",
      timeZone: "Asia/Tokyo",
      url: "https://desk.example",
      tagAuthority: "desk.example,2026",
      author: "編集部",
      topics: [
        { slug: "harbour", title: "港", page_title: "{year}年の港", keywords: ["港", "ferry"] },
      ],
    });
  });

  test("has every default filled in", () => {
    expect(config?.sources[0]).toMatchObject({
      address: ["https://gazette.example/feed.xml"],
      aliases: [],
      carrier: false,
      zone: "Asia/Tokyo",
      retry_after_scope: "host",
    });
    expect(config?.digests[0]).toMatchObject({ topics: ["harbour"], max_lateness_hours: 48 });
    expect(config?.approval).toEqual({ require_second_editor: false });
    expect(config?.contact).toBe("https://desk.example");
    expect(config?.polling).toEqual({
      minimum_interval_minutes: 15,
      default_interval_minutes: 30,
      concurrency: 4,
    });
    expect(config?.stacking).toEqual(defaultStacking);
  });

  test("keeps what it says itself", () => {
    const more = `${archiveYaml}contact: desk@desk.example\npolling: { concurrency: 2 }\nstacking: { window_hours: 48 }\n`;
    const own = readWith({ "archive.yaml": more, "sources.yaml": sourcesYaml });
    expect("ok" in own.read && own.read.ok).toMatchObject({
      contact: "desk@desk.example",
      polling: { minimum_interval_minutes: 15, concurrency: 2 },
      stacking: { ...defaultStacking, window_hours: 48 },
      archive: { url: "http://127.0.0.1:3000" },
    });
  });
});

test("CONFIG_DIR says where it is looked for", () => {
  const read = readConfig({ env: { CONFIG_DIR: "/nowhere" } });
  const files = "faults" in read ? read.faults.map(({ file }) => file) : [];
  expect(files).toEqual(["/nowhere/archive.yaml", "/nowhere/sources.yaml"]);
});

test("every fault of the environment and of both files is listed at once", () => {
  const faults = faultsOf(
    {
      archive: archiveYaml
        .replace("language: ja", "language: jp")
        .replace("Asia/Tokyo", "Asia/Edo")
        .replace("subtitle", "subtitel"),
      sources: sourcesYaml.replace("kind: feed", "kind: rss3").replace("[harbour]", "[pier]"),
    },
    { PORT: "http", LOG_LEVEL: "loud" },
  );
  expect(faults).toEqual([
    'environment PORT: found "http", wanted a port from 0 to 65535',
    'environment LOG_LEVEL: found "loud", wanted one of trace, debug, info, warn, error, fatal, silent',
    "archive.yaml:1:1 subtitle: found nothing, wanted a text of 1 to 200 characters. One line: a sentence under the name",
    'archive.yaml:2:1 subtitel: found "港の便り", wanted a known key (did you mean subtitle?)',
    'archive.yaml:3:1 language: found "jp", wanted one of ja, en',
    'archive.yaml:4:1 time_zone: found "Asia/Edo", wanted a time zone by its IANA name, such as Asia/Tokyo',
    "sources.yaml:6:5 sources[0].kind: found \"rss3\", wanted one of feed, sitemap, page, search. A feed, a news site map, a page's list of stories, or a news search's feed",
    'sources.yaml:8:14 sources[0].topics[0]: found "pier", wanted a topic of archive.yaml (harbour)',
  ]);
});

test("a dozen faulty sources give a dozen faults, not the first eight", () => {
  const one = sourcesYaml.slice("sources:\n".length).replace("active: true", "active: perhaps");
  const many = Array.from({ length: 12 }, (_, i) => one.replace("gazette", `gazette-${i}`));
  expect(faultsOf({ sources: `sources:\n${many.join("")}` })).toHaveLength(12);
});

describe("in archive.yaml", () => {
  const digest = archiveYaml.slice(archiveYaml.indexOf("  - id: weekly"));
  const topic = archiveYaml.slice(
    archiveYaml.indexOf("  - slug: harbour"),
    archiveYaml.indexOf("digests:"),
  );
  test.each([
    ["a cron line of six fields", "0 7 * * 1", "0 0 7 * * 1", /cron: found "0 0 7 .* wanted .*ive/],
    [
      "a cron hour of 25",
      "0 7 * * 1",
      "0 25 * * 1",
      /:16:5 digests\[0\]\.cron: found "0 25 \* \* 1"/,
    ],
    ["an offset for a zone", "Asia/Tokyo", '"+09:00"', /time_zone: found "\+09:00"/],
    ["a tag authority without a year", "desk.example,2026", "desk.example", /tag_authority: found/],
    ["a doubled topic", topic, topic + topic, /topics\[1\]\.slug: found "harbour", wanted a slug/],
    ["a doubled digest", digest, digest + digest, /digests\[1\]\.id: found "weekly", wanted an id/],
    ["a missing author", "author: 編集部\n", "", /:1:1 author: found nothing, wanted a text/],
    ["an unknown frequency", ": weekly\n    cron", ": hourly\n    cron", /one of daily, weekly/],
    ["no topics", topic, "", /:7:1 topics: found nothing, wanted a list that is not empty/],
    ["a title of two lines", "title: 瓦版", 'title: "a\\nb"', /:1:1 title: found "a\\nb"/],
    ["a contact no header can carry", "digests:", "contact: a (b)\ndigests:", /:12:1 contact: /],
    [
      "a usual interval under the least",
      "digests:",
      "polling: { minimum_interval_minutes: 60 }\ndigests:",
      /:12:1 polling\.default_interval_minutes: found 30, wanted at least .* which is 60/,
    ],
    [
      "a hub that is no word of ours",
      "digests:",
      "websub: { hub: builtin }\ndigests:",
      /:12:11 websub\.hub: found "builtin", wanted .* built-in, none, or the address/,
    ],
    [
      "a hub that is no address",
      "digests:",
      'websub: { hub: "https://[hub" }\ndigests:',
      /:12:11 websub\.hub: found "https:\/\/\[hub", wanted built-in, none or an http/,
    ],
    [
      "an unknown key of polling",
      "digests:",
      "polling: { concurency: 2 }\ndigests:",
      /:12:12 polling\.concurency: found 2, wanted a known key \(did you mean concurrency\?\)/,
    ],
    [
      "asking only where it is stacked already",
      "digests:",
      "stacking: { stack_above: 0.3, perhaps_above: 0.4 }\ndigests:",
      /:12:31 stacking\.perhaps_above: found 0\.4, wanted at most stack_above, which is 0\.3/,
    ],
    [
      "a likeness beyond being the same",
      "digests:",
      "stacking: { stack_above: 1.5 }\ndigests:",
      /stacking\.stack_above: found 1\.5, wanted a number from 0\.01 to 1/,
    ],
    [
      "a fraction of a worker",
      "digests:",
      "polling: { concurrency: 0.5 }\ndigests:",
      /from 1 to 50/,
    ],
  ])("%s is a fault", (_, before, after, wanted) => {
    expect(archiveYaml).toContain(before);
    const faults = faultsOf({ archive: archiveYaml.replace(before, after) });
    expect(faults.join("\n")).toMatch(wanted);
    expect(faults).toHaveLength(1);
  });
});

describe("in sources.yaml", () => {
  const source = sourcesYaml.slice("sources:\n".length);
  const address = "address: https://gazette.example/feed.xml";
  test.each([
    ["a doubled id", source, source + source, /:11:5 sources\[1\]\.id: found "gazette"/],
    ["an address of files", address, "address: file:///etc/hosts", /:5:5 sources\[0\]\.address: /],
    ["an address without a host", address, "address: https://:80", /:5:5 sources\[0\]\.address: /],
    ["a number for an address", address, "address: 8", /address: found 8, wanted .*An http/],
    ["an empty list of addresses", address, "address: []", /address: found an empty list, wanted/],
    [
      "one wrong address of two",
      address,
      "address: [https://gazette.example/a, gopher://gazette.example]",
      /:5:42 sources\[0\]\.address\[1\]: found "gopher:/,
    ],
    [
      "a source off without a reason",
      "active: true",
      "active: false",
      /:2:5 sources\[0\]\.reason: /,
    ],
    [
      "a page that is on without selectors",
      "kind: feed",
      "kind: page",
      /:2:5 sources\[0\]\.page: found nothing, wanted a mapping of selectors/,
    ],
    [
      "a feed with selectors",
      "kind: feed",
      "kind: feed\n    page: { item: li, title: a }",
      /:7:5 sources\[0\]\.page: found a mapping, wanted nothing: only kind page/,
    ],
    [
      "a selector that cannot be read",
      "kind: feed",
      'kind: page\n    page: { item: "li >>", title: a }',
      /:7:13 sources\[0\]\.page\.item: found "li >>", wanted a CSS selector/,
    ],
    [
      "an unknown pseudo-class",
      "kind: feed",
      'kind: page\n    page: { item: li, title: "a:visibly" }',
      /page\.title: found "a:visibly", wanted a CSS selector such as h2 a, or/,
    ],
    [
      "an attribute for an item",
      "kind: feed",
      "kind: page\n    page: { item: li@id, title: a }",
      /page\.item: found "li@id"/,
    ],
    [
      "a page without a headline",
      "kind: feed",
      "kind: page\n    page: { item: li }",
      /page\.title: found nothing, wanted a text of 1 to 300 characters/,
    ],
    [
      "a gate without words",
      "active",
      "gate: {}\n    active",
      /gate: found a mapping, wanted a map/,
    ],
    [
      "a gate of one word",
      "active",
      "gate: { any: 港 }\n    active",
      /gate\.any: found "港", wanted/,
    ],
    ["an address for a host", "active", "host: https://a.jp/\n    active", /\.host: found "https:/],
    ["an unknown scope", "active", "retry_after_scope: all\n    active", /one of host, source/],
    ["an unknown zone", "active", "zone: Mars/Olympus\n    active", /:10:5 sources\[0\]\.zone: /],
    [
      "an unknown key",
      "terms",
      "labels: [a]\n    terms",
      /labels: found a list, wanted a known key \(id, /,
    ],
    [
      "a source that is a text",
      source,
      "  - gazette\n",
      /:2:5 sources\[0\]: found "gazette", wanted a mapping/,
    ],
    ["nothing", sourcesYaml, "", /^sources.yaml:1:1: found nothing, wanted a mapping/],
    [
      "sources that are no list",
      source,
      "  a: 1\n",
      /:1:1 sources: found a mapping, wanted a list/,
    ],
  ])("%s is a fault", (_, before, after, wanted) => {
    expect(sourcesYaml).toContain(before);
    const faults = faultsOf({ sources: sourcesYaml.replace(before, after) });
    expect(faults.join("\n")).toMatch(wanted);
    expect(faults).toHaveLength(1);
  });

  test("a page that is off may wait for its selectors", () => {
    const off = sourcesYaml.replace("active: true", "active: false\n    reason: Not yet.");
    expect(faultsOf({ sources: off.replace("kind: feed", "kind: page") })).toEqual([]);
  });

  test.each([
    ["kind: page\n    page: { item: ul > li, title: a, link: a@href, date: time@datetime }"],
    ["kind: page\n    page: { item: 'a[href*=\"x@y\"]', title: '@title', link: '@href' }"],
    ["kind: sitemap"],
    ["kind: search\n    gate: { any: [港], all: [船], none: [釣り] }"],
    ["kind: feed\n    host: alpha.multi.example\n    retry_after_scope: source"],
  ])("%s is sound", (kind) => {
    expect(faultsOf({ sources: sourcesYaml.replace("kind: feed", kind) })).toEqual([]);
  });
});

describe("YAML", () => {
  const bomb = ["a: &a [1]"];
  for (const [name, of] of ["ba", "cb", "dc"].map((pair) => [...pair])) {
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${of}`)}]`);
  }
  test.each([
    [
      "a doubled key",
      `${archiveYaml}title: b\n`,
      /^archive\.yaml:18:1: found a key that is already/,
    ],
    ["an unclosed list", "topics: [a,\n", /^archive\.yaml:2:1: found "Flow sequence/],
    ["a tab for indentation", "a:\n\tb: 1\n", /^archive\.yaml:2:1: found "Tabs are not allowed/],
    ["a tag", "title: !binary x\n", /^archive\.yaml:1:8: found .*wanted a value without a tag/],
    ["an unknown anchor", "title: *nowhere\n", /^archive\.yaml: found Unresolved alias/],
    ["a bomb of anchors", bomb.join("\n"), /^archive\.yaml: found Excessive alias count/],
    [
      "two documents",
      `${archiveYaml}---\na: 1\n`,
      /^archive\.yaml:18:1: found "Source contains mult/,
    ],
    ["a depth without end", "[".repeat(9000), /^archive\.yaml:1:\d+: found "Maximum call stack/],
    ["more than a mebibyte", `# ${"x".repeat(1024 * 1024)}`, /^archive\.yaml: found 1048578 bytes/],
  ])("%s is a fault of the file, told once or a few times", (_, archive, wanted) => {
    const faults = faultsOf({ archive });
    expect(faults[0]).toMatch(wanted);
    expect(faults.length).toBeLessThanOrEqual(5);
  });

  test("a key doubled does not hide what else is wrong", () => {
    const archive = archiveYaml.replace("language: ja", "language: jp\nauthor: x");
    expect(faultsOf({ archive })).toHaveLength(2);
  });

  test("a missing file is told with the place it was looked for", () => {
    const { dir, read } = readWith({ "archive.yaml": archiveYaml });
    expect("faults" in read && read.faults).toEqual([
      {
        file: join(dir, "sources.yaml"),
        line: null,
        column: null,
        at: "",
        found: "no file",
        wanted: "a readable YAML file",
      },
    ]);
  });

  test("whatever stands at a key, reading it ends in a value, never in a throw", () => {
    const keys = fc.constantFrom("title:", "topics:", "digests:", "language:", "author:");
    fc.assert(
      fc.property(keys, fc.jsonValue({ maxDepth: 3 }), (key, value) => {
        const archive = archiveYaml.replace(key, `${key} ${JSON.stringify(value)}\nx${key}`);
        expect(faultsOf({ archive }).length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});
