// What the archive is: the settings that every reader-facing part shows.

import { type Static, Type } from "typebox";

export const TopicSlug = Type.String({
  pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
  maxLength: 40,
  description: "The topic's name in addresses: lower-case letters, digits, single hyphens.",
});

export const Topic = Type.Object(
  {
    slug: TopicSlug,
    title: Type.String({ minLength: 1, maxLength: 100 }),
    title_en: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    page_title: Type.String({
      minLength: 1,
      maxLength: 100,
      description: "The heading of a year's page; {year} stands for the year.",
    }),
    keywords: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
      description: "A candidate whose headline or lead holds one of these belongs to the topic.",
    }),
  },
  { additionalProperties: false },
);
export type Topic = Static<typeof Topic>;

/** The languages of pages, console and mails. */
export const Language = Type.Enum(["ja", "en"] as const, { type: "string" });
export type Language = "ja" | "en";

export type Archive = {
  title: string;
  subtitle: string;
  language: Language;
  /** IANA name; the day, the archive id and the schedules are reckoned in it. */
  timeZone: string;
  /** Where readers reach it, without a trailing slash, e.g. https://archive.example.jp */
  url: string;
  /** The authority of tag: ids (RFC 4151), e.g. "archive.example.jp,2026". Never changed once set. */
  tagAuthority: string;
  author: string;
  topics: readonly Topic[];
};

/** What a topic, or a digest, is called in the language of the reader. */
export function topicTitle(topic: Pick<Topic, "title" | "title_en">, language: Language): string {
  return language === "en" ? (topic.title_en ?? topic.title) : topic.title;
}
