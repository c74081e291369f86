// Cursors: opaque to clients, so that the order of a list may change without breaking them.

import { Type } from "typebox";
import { Problem } from "#base/problem.ts";

export const PageQuery = {
  cursor: Type.Optional(
    Type.String({
      maxLength: 200,
      description: "`next` of the page before; absent for the first.",
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};

/** For lists in an order of their own: by `place`, of equals by number. */
export function writePlaceCursor({ place, id }: { place: number; id: number }): string {
  return Buffer.from(`p${place}~${id}`).toString("base64url");
}

export function readPlaceCursor(
  cursor: string | undefined,
): { place: number; id: number } | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, "base64url").toString();
  const [, place, id] = /^p(-?\d(?:\.\d{1,20})?(?:e-?\d{1,3})?)~(\d{1,15})$/.exec(text) ?? [];
  if (place === undefined) throw notOurs();
  return { place: Number(place), id: Number(id) };
}

export function writeCursor(id: number): string {
  return Buffer.from(`a${id}`).toString("base64url");
}

export function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const id = /^a(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString())?.[1];
  if (id === undefined) throw notOurs();
  return Number(id);
}

function notOurs(): Problem {
  return new Problem("bad-request", "cursor is not one that this list gave out.");
}
