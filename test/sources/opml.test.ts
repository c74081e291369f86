import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readOpml, writeOpml } from "#sources/opml.ts";

const shiomi = {
  ...{ name: '潮見 "新報" <号外> & 付録', homepage: "https://shiomi.example/", kind: "feed" },
  ...{ addresses: ["https://shiomi.example/rss?a=1&b=2"], language: "ja" },
};
const harbor = {
  ...shiomi,
  name: "Harbor Wire",
  addresses: ["https://h.example/"],
  language: "en",
};

describe("OPML", () => {
  test("lists the feeds by language and leaves out what no reader can follow", () => {
    const page = { ...shiomi, kind: "page", addresses: ["https://page.example/"] };
    const opml = writeOpml("瓦版 & 友", [shiomi, page, harbor]);
    expect(opml).toMatch(/^<\?xml[^\n]*\n<opml version="2.0">\n {2}<head><title>瓦版 &amp; 友/);
    expect([...opml.matchAll(/<outline text="(ja|en)">/g)].map(([, name]) => name)).toEqual([
      "ja",
      "en",
    ]);
    expect(opml).not.toContain("page.example");
  });

  test("reads back what it wrote", () => {
    expect(readOpml(writeOpml("瓦版", [shiomi, harbor]))).toEqual(
      [shiomi, harbor].map(({ name, homepage, addresses, language }) => ({
        ...{ title: name, address: addresses[0], homepage, language },
      })),
    );
  });

  test("reads others' spellings, nested as they like, each address once", () => {
    const opml = `<OPML><body><outline text="g"><outline><outline TEXT="一" xmlurl="https://a.example/"/></outline>
      <outline title="二" text="2" xmlUrl=" https://b.example/ " htmlUrl="javascript:1"/>
      <outline xmlUrl="https://a.example/"/><outline xmlUrl="file:///etc/passwd"/></outline></body></OPML>`;
    expect(readOpml(opml)).toEqual([
      { title: "一", address: "https://a.example/", homepage: null, language: null },
      { title: "二", address: "https://b.example/", homepage: null, language: null },
    ]);
  });

  test("is not what has no opml element", () => {
    expect(readOpml("<html><outline xmlUrl='https://a.example/'/></html>")).toBeNull();
    expect(readOpml("")).toBeNull();
  });

  test("expands no entities that a document declares", () => {
    const bomb = `<!DOCTYPE o [<!ENTITY a "https://a.example/">]><opml><outline text="&a;" xmlUrl="https://b.example/"/></opml>`;
    expect(readOpml(bomb)).toMatchObject([{ title: "&a;" }]);
  });

  test("ends at 2,000 outlines and refuses what is nested too deep", () => {
    const many = Array.from({ length: 3000 }, (_, n) => `<outline xmlUrl="https://${n}.example"/>`);
    expect(readOpml(`<opml>${many.join("")}</opml>`)).toHaveLength(2000);
    expect(() => readOpml(`<opml>${"<outline>".repeat(10_000)}`)).toThrow(RangeError);
  });

  test("carries any name whole", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (name) => {
        const [read] = readOpml(writeOpml(name, [{ ...shiomi, name }])) ?? [];
        expect(read?.address).toBe(shiomi.addresses[0]);
        expect(writeOpml("", [{ ...shiomi, name: read?.title ?? "" }])).toBe(
          writeOpml("", [{ ...shiomi, name }]),
        );
      }),
    );
  });
});
