// What the routes of editors take and give.

import { Type } from "typebox";
import { roles } from "#http/actor.ts";

const Role = Type.Enum(roles, {
  type: "string",
  description: "Each may do what the ones before it may.",
});

/** As better-auth's validator has it, so that nobody is added who can never sign in. */
export const EmailAddress = Type.String({
  maxLength: 254,
  pattern:
    "^(?!\\.)(?!.*\\.\\.)[A-Za-z0-9_'+\\-.]*[A-Za-z0-9_+\\-]@([A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}$",
  description: "A mail address, its domain with a dot.",
});

const Name = Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" });
const At = Type.String({ format: "date-time" });
const closed = { additionalProperties: false };
const NoNext = Type.Null({ description: "There is one page only." });

export const NoQuery = Type.Object({}, closed);

const keyExample = {
  id: "0b1f6f0c-3f7a-4a55-9d0e-5a5d7c1f2a10",
  name: "nightly import",
  role: "editor",
  prefix: "kwb_Zq3v",
  created_at: "2026-01-05T00:00:00Z",
  created_by: "person:7c9e6679-7425-40de-944b-e07fc1f90ae7",
  last_used_at: "2026-01-06T03:00:00Z",
  revoked_at: null,
};

export const Key = Type.Object(
  {
    id: Type.String({ format: "uuid" }),
    name: Name,
    role: Role,
    prefix: Type.String({ description: "Its first eight characters." }),
    created_at: At,
    created_by: Type.String(),
    last_used_at: Type.Union([At, Type.Null()], { description: "To the minute." }),
    revoked_at: Type.Union([At, Type.Null()]),
  },
  { examples: [keyExample] },
);

export const KeyList = Type.Object(
  { items: Type.Array(Key), next: NoNext },
  { examples: [{ items: [keyExample], next: null }] },
);

export const NewKey = Type.Object(
  { name: Name, role: Role },
  { ...closed, examples: [{ name: "nightly import", role: "editor" }] },
);

export const KeyMade = Type.Object(
  {
    id: Type.String({ format: "uuid" }),
    key: Type.String({
      description: "Send it as `Authorization: Bearer KEY`. It is shown this once.",
    }),
  },
  { examples: [{ id: keyExample.id, key: "kwb_Zq3vN0tARealKeyButOfTheSameLengthAsOne00000" }] },
);

const personExample = {
  id: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
  name: "山田 花子",
  address: "hanako@desk.example",
  role: "approver",
  added_at: "2026-01-05T00:00:00Z",
  has_signed_in: true,
};

export const Person = Type.Object(
  {
    id: Type.String(),
    name: Name,
    address: Type.String(),
    role: Role,
    added_at: At,
    has_signed_in: Type.Boolean(),
  },
  { examples: [personExample] },
);

export const PersonList = Type.Object(
  { items: Type.Array(Person), next: NoNext },
  { examples: [{ items: [personExample], next: null }] },
);

export const NewPerson = Type.Object(
  { name: Name, address: EmailAddress, role: Role },
  { ...closed, examples: [{ name: "山田 花子", address: "hanako@desk.example", role: "editor" }] },
);

export const NewRole = Type.Object({ role: Role }, { ...closed, examples: [{ role: "approver" }] });

export const Me = Type.Object(
  {
    id: Type.String({ description: "`person:ID` or `key:ID`, as in the audit trail." }),
    name: Type.String(),
    role: Role,
  },
  { examples: [{ id: `person:${personExample.id}`, name: "山田 花子", role: "approver" }] },
);

export const KeyParams = Type.Object({ id: Type.String({ format: "uuid" }) });
export const PersonParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) });

export const Nothing = Type.Null({ description: "Done; the answer has no body." });
