// One source as config/sources.yaml writes it, and as the rest of the program takes it.

import { type Static, Type } from "typebox";
import { TopicSlug } from "#base/archive.ts";

const Address = Type.String({
  pattern: "^https?://[^\\s]+$",
  maxLength: 2000,
  description: "An address that begins with http:// or https://",
});

const Name = Type.String({ minLength: 1, maxLength: 100 });

/** The zone of a date that names none, as nearly every Japanese feed has them. */
const defaultZone = "Asia/Tokyo";

/**
 * The source as written. Two rules are not in the schema (config/cross-checks.ts has them): a source
 * that is off says why, and a kind that cannot be polled yet is off.
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
        "An http(s) address, or a list of them: they are tried in order, the first that answers counts.",
    }),
    kind: Type.Enum(["feed", "sitemap", "page", "search"] as const, {
      type: "string",
      description: "Only feeds can be polled yet; a source of another kind has to be off.",
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
export type SourceSpec = Omit<SourceInFile, "address" | "aliases" | "carrier" | "zone"> & {
  /** Tried in order; the first that answers with a feed counts. */
  address: readonly string[];
  aliases: readonly string[];
  carrier: boolean;
  /** IANA name. */
  zone: string;
};

/** The written source with its defaults. */
export function sourceSpec(written: SourceInFile): SourceSpec {
  return {
    ...written,
    address: [written.address].flat(),
    aliases: written.aliases ?? [],
    carrier: written.carrier ?? false,
    zone: written.zone ?? defaultZone,
  };
}
