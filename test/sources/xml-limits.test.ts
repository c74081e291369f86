import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withinLimits } from "#sources/xml-limits.ts";

describe("the look at a feed's tags", () => {
  test.each([
    ["nothing amiss", "<rss><channel><item/></channel></rss>"],
    ["tags in CDATA", `<rss><![CDATA[${"<b>".repeat(300)}]]></rss>`],
    ["tags in a comment", `<rss><!--${"<b>".repeat(300)}--></rss>`],
    ["tags in an attribute", `<rss a="${"<b>".repeat(300)}" b = '>'></rss>`],
    ["elements closed by the one around them", `<rss>${"<item><br></item>".repeat(3)}</rss>`],
    ["no tag", "news < and > more"],
    ["an unfinished tag", "<rss><item"],
    ["an unfinished value", '<rss><item a="'],
    ["nothing", ""],
  ])("leaves %s as it is", (_, xml) => {
    expect(withinLimits(xml, 3)).toBe(xml);
  });

  test.each([
    ["RSS", "<rss><channel>", "<item><b></item>", "</channel></rss>"],
    ["Atom", '<a:feed x="y">', "<a:entry>1</a:entry>", "</a:feed>"],
    ["empty items", "<rss>", "<item/>", "</rss>"],
  ])("cuts %s one item above the maximum, and closes it", (_, start, item, end) => {
    expect(withinLimits(start + item.repeat(9) + end, 3)).toBe(start + item.repeat(4) + end);
  });

  test.each([
    ["depth", "<x>".repeat(201)],
    ["depth within a feed", `<rss>${"<x>".repeat(200)}`],
    ["elements", "<x/>".repeat(300_001)],
    ["ends of nothing", "</x>".repeat(300_001)],
    ["a comment", `<!--${"x".repeat(100_000)}-->`],
    ["an instruction that never ends", `<?xml ${"x".repeat(100_000)}`],
  ])("throws for too much of %s", (_, xml) => {
    expect(() => withinLimits(xml, 2_000)).toThrow(RangeError);
  });

  test("ends, whatever it looks at, and adds nothing below the limits", () => {
    const pieces = fc.constantFrom(
      ...[
        "<",
        ">",
        "/",
        "!--",
        "-->",
        "![CDATA[",
        "]]>",
        "?",
        '"',
        "'",
        "=",
        " ",
        "a",
        "</a>",
        "<a>",
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const xml = parts.join("");
        expect(withinLimits(xml, 2_000)).toBe(xml);
      }),
    );
  });
});
