// One source as config/sources.yaml writes it, and as the rest of the program takes it.

import { type Static, Type } from "typebox";
import { TopicSlug } from "#base/archive.ts";

const Address = Type.String({
  pattern: "^https?://[^\\s]+$",
  maxLength: 2000,
  description: "An address that begins with http:// or https://",
});

/** A CSS selector in the page or in the item; `@attribute` at its end takes that instead of the text. */
const Selector = Type.String({
  minLength: 1,
  maxLength: 300,
  description: "A CSS selector such as h2 a, or with an attribute such as time@datetime.",
});

const PageSelectors = Type.Object(
  {
    item: Type.String({
      minLength: 1,
      maxLength: 300,
      description: "A CSS selector of what holds one story.",
    }),
    title: Selector,
    link: Type.Optional(Selector),
    date: Type.Optional(Selector),
    excerpt: Type.Optional(Selector),
    publisher: Type.Optional(Selector),
  },
  {
    additionalProperties: false,
    description: "Where a page's stories are: CSS selectors, all but item within the item.",
  },
);
export type PageSelectors = Static<typeof PageSelectors>;

const Keywords = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
  minItems: 1,
  maxItems: 200,
  uniqueItems: true,
});

const Gate = Type.Object(
  {
    any: Type.Optional(Keywords),
    all: Type.Optional(Keywords),
    none: Type.Optional(Keywords),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    description: "Lists of words: a story has any of them, all of them, none of them.",
  },
);
export type Gate = Static<typeof Gate>;

const Name = Type.String({ minLength: 1, maxLength: 100 });

/** The zone of a date that names none, as nearly every Japanese feed has them. */
const defaultZone = "Asia/Tokyo";

/**
 * The source as written. What the schema cannot say is in config/cross-checks.ts: a source that is
 * off says why, one of kind page that is on has selectors, and each of those can be read.
 */
export const SourceInFile = Type.Object(
  {
    id: Type.String({
      pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
      maxLength: 40,
      description: "The source's name for good: lower-case letters, digits, single hyphens.",
    }),
    name: Name,
    name_en: Type.Optional(Name),
    aliases: Type.Optional(
      Type.Array(Name, {
        uniqueItems: true,
        description: "Other spellings of the name in the archive, e.g. 産經新聞 for 産経新聞.",
      }),
    ),
    homepage: Address,
    address: Type.Union([Address, Type.Array(Address, { minItems: 1, uniqueItems: true })], {
      description:
        "An http(s) address, or a list of them: they are tried in order, the first that can be read counts.",
    }),
    kind: Type.Enum(["feed", "sitemap", "page", "search"] as const, {
      type: "string",
      description: "A feed, a news site map, a page's list of stories, or a news search's feed.",
    }),
    language: Type.String({
      pattern: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
      description: "A language tag (BCP 47) such as ja or en-US.",
    }),
    via: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: "The carrier that an entry names beside the source, e.g. Yahoo.",
      }),
    ),
    carrier: Type.Optional(
      Type.Boolean({
        description:
          "The feed names each story's publisher in parentheses at the end of its title. No by default.",
      }),
    ),
    zone: Type.Optional(
      Type.String({
        minLength: 1,
        description: `The time zone (IANA) of dates that name none. ${defaultZone} by default.`,
      }),
    ),
    topics: Type.Array(TopicSlug, {
      minItems: 1,
      uniqueItems: true,
      description: "Slugs of the topics its stories may belong to.",
    }),
    terms: Type.String({
      minLength: 1,
      maxLength: 300,
      description: "What the publisher's terms allow, in a sentence.",
    }),
    active: Type.Boolean({ description: "Whether it is polled." }),
    reason: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 300,
        description: "Why it is off and what the operator would have to do.",
      }),
    ),
    page: Type.Optional(PageSelectors),
    gate: Type.Optional(Gate),
    host: Type.Optional(
      Type.String({
        pattern: "^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]$",
        maxLength: 253,
        description: "The domain, in lower case, with whose other sources it shares its turns.",
      }),
    ),
    retry_after_scope: Type.Optional(
      Type.Enum(["host", "source"] as const, {
        type: "string",
        description: "Whom a server's Retry-After holds back: all of its host, or this source.",
      }),
    ),
    minimum_interval_minutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10080,
        description: "Never polled more often than this.",
      }),
    ),
  },
  { additionalProperties: false },
);
type SourceInFile = Static<typeof SourceInFile>;

/** A source to poll: keys as in the file, with the defaults filled in and `address` always a list. */
export type SourceSpec = Omit<
  SourceInFile,
  "address" | "aliases" | "carrier" | "zone" | "retry_after_scope"
> & {
  /** Tried in order; the first that can be read counts. */
  address: readonly string[];
  aliases: readonly string[];
  carrier: boolean;
  /** IANA name. */
  zone: string;
  retry_after_scope: "host" | "source";
};

/** The written source with its defaults. */
export function sourceSpec(written: SourceInFile): SourceSpec {
  return {
    ...written,
    address: [written.address].flat(),
    aliases: written.aliases ?? [],
    carrier: written.carrier ?? false,
    zone: written.zone ?? defaultZone,
    retry_after_scope: written.retry_after_scope ?? "host",
  };
}
