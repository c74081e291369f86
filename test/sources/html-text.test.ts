import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { htmlToText } from "#sources/html-text.ts";

describe("markup as text", () => {
  test.each([
    ["<p>一つ<b>二</b>つ</p><p>三</p>", "一つ二つ\n三"],
    ["caf&eacute;&nbsp;&mdash;&#8212;&#x2014; &amp;lt; &unknown;", "café ——— &lt; &unknown;"],
    ["it&#146;s", "it’s"],
    ["&#0;&#xD800;&#x110000;", "\ufffd\ufffd\ufffd"],
    ["<script>alert('<b>')</script>a<style>p{}</style>b<SCRIPT>c", "ab"],
    ["<速報>1 < 2 <b", "<速報>1 < 2 <b"],
    ["a<br/>b<br>c<!-- d --><img src='x'>", "a\nb\nc"],
    ["<__proto__>a &constructor; &__proto__;", "<__proto__>a &constructor; &__proto__;"],
  ])("%j", (markup, text) => {
    expect(htmlToText(markup)).toBe(text);
  });

  test("text without markup stands", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ぁ-ん一-龠a-z0-9。「」]*$/), (text) => {
        expect(htmlToText(text)).toBe(text);
      }),
    );
  });
});
