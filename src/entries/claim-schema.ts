// Claims in the API.

import { type Static, Type } from "typebox";
import { problemResponses } from "#http/openapi.ts";
import { operationHeaders } from "#http/operation-reply.ts";
import type { Held } from "./hold.ts";
import { ClaimSchema, showClaim } from "./schema.ts";
import { nullable } from "./text-schema.ts";

export const Taking = Type.Object(
  {
    steal: Type.Optional(Type.Boolean({ description: "Take it although another has it." })),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false, examples: [{ steal: true, reason: "Kondo is on leave." }] },
);

const HeldSchema = Type.Object(
  {
    ...ClaimSchema.properties,
    token: Type.Integer({ description: "Send it as claim-token with what you write." }),
    saved: nullable(
      Type.Object({
        author: Type.String(),
        author_name: Type.String(),
        as: Type.Enum(["edit", "history"], {
          description:
            "What the holder before had not saved: edit: the entry has it now; history: the entry had changed since, so only that has it.",
        }),
      }),
    ),
  },
  {
    headers: operationHeaders,
    examples: [
      {
        ...{ holder: "person:3f2c", holder_name: "Tanaka", until: "2025-11-24T11:40:00Z" },
        ...{ token: 3, saved: { author: "key:81d0", author_name: "Kondo", as: "edit" } },
      },
    ],
  },
);

export const heldResponse = { 200: HeldSchema, ...problemResponses };

/** Without the token that undoes what was saved; that is a header. */
export function showHeld({ claim, rescued }: Held): Static<typeof HeldSchema> {
  const saved = rescued && {
    ...{ author: rescued.author, author_name: rescued.authorName, as: rescued.as },
  };
  return { ...showClaim(claim), token: claim.token, saved };
}
