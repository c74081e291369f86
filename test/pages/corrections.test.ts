import { describe, expect, test } from "vitest";
import type { Revision } from "#entries/revision-store.ts";
import { corrections } from "#pages/corrections.ts";
import { viewOf } from "#pages/view.ts";
import { archive } from "../support/published.ts";

const text = {
  ...{ date: "2026-07-31", time: "18:54", source: "瓦版通信", via: null, title: "港の訓練" },
  ...{ url: "https://news.example/1", language: "ja", summary: "巡視船7隻が集まった。" },
  ...{ notes: ["註一"], related: ["2608-072416"], topics: ["ships"] },
};

function revision(number: number, content: object, reason: string | null = null): Revision {
  const publishedAt = Temporal.Instant.from(`2026-08-0${number}T15:30:00Z`);
  const row = { entryId: 1, revision: number, publishedAt, reason };
  return { ...row, content: content as Record<string, unknown> };
}

function shown(revisions: readonly Revision[], language: "ja" | "en" = "ja"): string {
  return corrections(viewOf(archive, language), revisions)?.markup ?? "";
}

describe("the corrections of an entry", () => {
  test("are none where its first text stands", () => {
    expect(shown([revision(1, text)])).toBe("");
    expect(shown([])).toBe("");
  });

  test("say when, why and what, in words as well as in marks", () => {
    const after = { ...text, summary: "巡視船6隻が集まった。" };
    const markup = shown([revision(2, after, "<7>は誤り。"), revision(1, text)]);
    expect(markup).toContain('<time datetime="2026-08-02T15:30:00Z">2026.08.03 00:30</time>');
    expect(markup).toContain("<p>理由: &lt;7&gt;は誤り。</p>");
    expect(markup).toContain("<dt>要旨</dt>");
    expect(markup).toContain('<del><span class="heard" lang="ja">削除: </span>7</del>');
    expect(markup).toContain('<ins><span class="heard" lang="ja">追加: </span>6</ins>');
    expect(markup.match(/<dt>/g)).toHaveLength(1);
  });

  test("tell every member that readers see", () => {
    const after = {
      ...{ date: "2026-08-01", time: null, source: "東都新聞", via: "Yahoo", title: "港の演習" },
      ...{ url: "https://news.example/2", language: "ja", summary: "別の要旨" },
      ...{ notes: [], related: [], topics: ["exercises", "ships"] },
    };
    const titles = [...shown([revision(2, after), revision(1, text)]).matchAll(/<dt>([^<]+)/g)].map(
      ([, title]) => title,
    );
    expect(titles).toEqual([
      ...["年月日", "出典", "標題", "リンク先", "要旨", "註", "関連記事", "分野"],
    ]);
  });

  test("are each compared with the one before, newest first", () => {
    const second = { ...text, title: "港の大訓練" };
    const third = { ...text, title: "港の小訓練" };
    const markup = shown([revision(3, third), revision(2, second), revision(1, text)]);
    expect([...markup.matchAll(/<time datetime="2026-08-0(\d)/g)].map(([, n]) => n)).toEqual([
      ...["3", "2"],
    ]);
    expect(markup).toMatch(/大<\/del><ins>.*小<\/ins>/);
  });

  test("show a change in a long text with what is around it", () => {
    const long = (word: string): string => `${"あ".repeat(500)}。${word}。${"い".repeat(500)}`;
    const revisions = [
      revision(2, { ...text, summary: long("港") }),
      revision(1, { ...text, summary: long("船") }),
    ];
    const markup = shown(revisions);
    expect(markup.length).toBeLessThan(900);
    expect(markup).toMatch(/…あ+。<del>/);
  });

  test("have their words in the reader's language and the text in the archive's", () => {
    const markup = shown([revision(2, { ...text, summary: "" }), revision(1, text)], "en");
    expect(markup).toContain("<dt>Summary</dt>");
    expect(markup).toContain('<dd lang="ja"><del><span class="heard" lang="en">Removed: </span>');
  });

  test("of a text that was kept before a member was known do not break", () => {
    expect(shown([revision(2, text), revision(1, { title: 7, notes: "x" })])).toContain("<dt>");
  });
});
