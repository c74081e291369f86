import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { repair } from "#sources/repair.ts";

describe("a repair", () => {
  test.each([
    ["nothing amiss", "<rss>a &amp; b &#38; &eacute;</rss>", "<rss>a &amp; b &#38; &eacute;</rss>"],
    ["a bare ampersand", "<rss>A&B & C&;</rss>", "<rss>A&amp;B &amp; C&amp;;</rss>"],
    ["CDATA, left alone", "<rss>&<![CDATA[a&b]]>&</rss>", "<rss>&amp;<![CDATA[a&b]]>&amp;</rss>"],
    ["open CDATA", "<rss><![CDATA[a&b", "<rss><![CDATA[a&b"],
    [
      "a warning before it",
      "<br/>\nWarning\n<?xml version='1.0'?><rss/>",
      "<?xml version='1.0'?><rss/>",
    ],
    ["white space before it", "\n \n<rdf:RDF />", "<rdf:RDF />"],
    ["control characters", "<rss>a\u0000\u0008\ud800\uffffb</rss>", "<rss>a\ufffdb</rss>"],
    ["Windows quotation marks", "<rss>&#146;&#x93;\u0094</rss>", "<rss>’“”</rss>"],
    [
      "a DOCTYPE",
      '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "x.dtd"><rss/>',
      '<?xml version="1.0"?><rss/>',
    ],
    [
      "a DOCTYPE with entities",
      '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY ab "b">] ><rss>&ab;</rss>',
      '<?xml version="1.0"?><rss>&ab;</rss>',
    ],
    [
      "a DOCTYPE in the text",
      "<rss><![CDATA[<!DOCTYPE x>]]></rss>",
      "<rss><![CDATA[<!DOCTYPE x>]]></rss>",
    ],
  ])("of %s", (_, text, xml) => {
    expect(repair(text)).toEqual({ xml, repaired: xml !== text });
  });

  test.each(["", "news", "<html><p>rss</p></html>", "{}"])("%j holds no feed", (text) => {
    expect(repair(text)).toBeNull();
  });

  test("is refused where there is too much to repair", () => {
    expect(() => repair(`<rss>${"&".repeat(1_000_001)}`)).toThrow(RangeError);
  });

  test("is done once", () => {
    const pieces = fc.constantFrom(
      "<rss>",
      "&",
      "&amp;",
      "<![CDATA[",
      "]]>",
      "\u0001",
      "a",
      "]",
      ">",
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const once = repair(`<rss>${parts.join("")}`)?.xml ?? "";
        expect(repair(once)).toEqual({ xml: once, repaired: false });
      }),
    );
  });
});
